import { type RawBuilder, sql } from "kysely";

/** Documents of the expense chain and matchings against the lines and documents that make them. */
export const documentChecks = {
  "commitment-lines": sql`
    select concat_ws(' · ', c.number, line, step), sum(detail), sum(kept) from (
      select commitment_id, line, 'certified' as step, amount as detail, 0 as kept from certified_service
      union all
      select commitment_id, line, 'requested', amount, 0 from payment_request where commitment_id is not null and state <> 'rejected'
      union all
      select r.commitment_id, r.line, 'paid', p.amount, 0
        from payment p join payment_request r on r.id = p.payment_request_id where r.commitment_id is not null
      union all
      select i.document_id, i.line, s.step, s.amount, 0
        from chorus_item i cross join lateral (values ('certified', i.settled), ('requested', i.settled), ('paid', i.settled)) as s (step, amount)
       where i.kind = 'commitments' and i.document_id is not null
      union all
      select i.document_id, i.line, s.step, s.amount, 0
        from chorus_item r join chorus_item i on i.kind = 'commitments' and i.key = r.commitment
       cross join lateral (values ('certified', r.certified), ('requested', r.amount), ('paid', r.settled)) as s (step, amount)
       where r.kind = 'payments' and i.document_id is not null
      union all
      select commitment_id, line, step, 0, amount
        from commitment_line cross join lateral (values ('certified', certified), ('requested', requested), ('paid', paid)) as s (step, amount)) as stacked
      join commitment c on c.id = commitment_id
     group by c.number, line, step`,

  "document-lines": sql`
    select concat_ws(' · ', e.fiscal_year, e.journal, e.number, l.document), 0, count(*)
      from entry_line l join entry e on e.id = l.entry_id
      left join (select 'commitment' as document, id from commitment
                 union all select 'certifiedService', id from certified_service
                 union all select 'paymentRequest', id from payment_request
                 union all select 'payment', id from payment
                 union all select 'movement', id from movement
                 union all select 'chorusImport', id from chorus_import) d on d.document = l.document and d.id = l.document_id
     where l.document in ('commitment', 'certifiedService', 'paymentRequest', 'payment', 'movement', 'chorusImport') and d.id is null
     group by e.fiscal_year, e.journal, e.number, l.document`,

  // What the caps of the law say is taken, against the movements that took it; a reversal gives back.
  "cap-use": sql`
    select concat_ws(' · ', fiscal_year, cap, scope), sum(detail), sum(kept) from (
      select m.fiscal_year, c.cap, concat_ws(' ', c.of, l.resource) as scope, case when m.reverses is null then l.amount else -l.amount end as detail, 0 as kept
        from movement m
        join movement_line l on l.movement_id = m.id and l.resource in ('AE', 'CP')
        join nature n on n.code = l.to_nature
       cross join lateral (values
         ('virement', 'programme', m.kind = 'virement'),
         ('virementPersonnel', 'personnel', m.kind = 'virement' and n.spending_class = 'personnel'),
         ('advanceDecree', 'programme', m.kind = 'opening' and m.origin = 'advanceDecree'),
         ('cancellation', 'programme', m.kind = 'cancellation'),
         ('servicesVotes', n.spending_class, m.kind = 'opening' and m.origin = 'servicesVotes'),
         ('carryOverPersonnel', 'personnel', m.kind = 'carryOver' and not m.earmarked and n.spending_class = 'personnel'),
         ('carryOverOther', 'nonPersonnel', m.kind = 'carryOver' and not m.earmarked and n.spending_class = 'nonPersonnel' and l.resource = 'CP'),
         ('carryOverAvailable', n.spending_class, m.kind = 'carryOver')) as c(cap, of, draws)
       where m.state = 'posted' and c.draws
      union all
      select fiscal_year, cap, scope, 0, used from cap_use) as stacked
     group by fiscal_year, cap, scope`,

  // A small letter is a matching that goes on; « importPartial » is one that a file brought, and that does not sum to zero there.
  "matched-groups": sql`
    select concat_ws(' · ', m.account, coalesce(m.party, '–'), m.code), sum(l.debit), sum(l.credit)
      from matching m
      join matching_line k on k.matching_id = m.id
      join entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
     where m.undone_at is null and m.rule <> 'importPartial' and (m.rule = 'import' or m.code !~ '[a-z]')
     group by m.id, m.account, m.party, m.code`,

  "matched-lines": sql`
    select concat_ws(' · ', m.account, coalesce(m.party, '–'), m.code), 0, count(*)
      from matching m
      join matching_line k on k.matching_id = m.id
      join entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
     where (l.book <> 'general' or l.account <> m.account or l.party is distinct from m.party or (k.live is not null) <> (m.undone_at is null))
     group by m.id, m.account, m.party, m.code`,

  // What no complete matching settles is the whole balance of the account: settled lines cancel out.
  "open-items": sql`
    select concat_ws(' · ', fiscal_year, account), sum(detail), sum(kept) from (
      select l.fiscal_year, l.account, l.debit - l.credit as detail, 0 as kept
        from entry_line l
       where l.book = 'general' and l.account like '4%' and not exists (
         select from matching_line k join matching m on m.id = k.matching_id and m.complete
          where k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live)
      union all
      select fiscal_year, account, 0, debit - credit from account_balance where book = 'general' and account like '4%') as stacked
     group by fiscal_year, account`,
} as const satisfies Record<string, RawBuilder<unknown>>;
