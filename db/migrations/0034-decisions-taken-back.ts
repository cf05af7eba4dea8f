/**
 * A decision taken back is a row of the register that cites it and restores what stood before (decision 0118): the row of an earlier decision,
 * or nothing. Decisions made in one act share it, so that it is taken back as one (decision 0119). `standing_decision` is what stands on each
 * request in each scenario: `head`, the row that the next one replaces, and `id`, the decision that is in force.
 */
const verbs = ["grant", "grantConditionally", "capAtNotified", "propose", "defer", "refuse", "other", "takeBack"];

export const decisionsTakenBack = [
  `alter table decision drop constraint decision_verb_check`,
  `alter table decision add constraint decision_verb_check check (verb in (${verbs.map((verb) => `'${verb}'`).join(", ")}))`,
  `alter table decision add column act_id uuid`,
  `alter table decision add column restores uuid`,
  `alter table decision add constraint decision_place unique (id, scenario_id, request_id)`,
  `alter table decision add constraint decision_restores foreign key (restores, scenario_id, request_id)
     references decision (id, scenario_id, request_id)`,
  `alter table decision add constraint takes_a_decision_back check (
     case when verb = 'takeBack' then replaces is not null and restores is distinct from replaces else restores is null end)`,
  `create index decision_of_act on decision (act_id) where act_id is not null`,
  `create index decision_of_scenario on decision (scenario_id, request_id)`,
  `create view standing_decision as
     select d.scenario_id, d.request_id, d.id as head, coalesce(d.restores, d.id) as id
       from decision d
      where (d.verb <> 'takeBack' or d.restores is not null) and not exists (select from decision n where n.replaces = d.id)`,
  `grant select on standing_decision to enveloppe_app, enveloppe_reader`,
];
