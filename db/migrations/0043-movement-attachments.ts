/** Files joined to a movement of credits: the decree, the request, the opinion. Removed with a reason once the document was proposed. */
export const movementAttachments = [
  `alter table attachment add column movement_id uuid references movement`,
  `create index attachment_of_movement on attachment (movement_id) where movement_id is not null`,
  // Beside whatever else a file may be joined to.
  `do $$
   declare
     places text;
   begin
     select (regexp_match(pg_get_constraintdef(oid), 'num_nonnulls\\(([^)]*)\\)'))[1] into places
       from pg_constraint where conrelid = '{schema}.attachment'::regclass and conname = 'attachment_of_something';
     execute 'alter table {schema}.attachment drop constraint attachment_of_something';
     execute 'alter table {schema}.attachment add constraint attachment_of_something check (num_nonnulls(' || places || ', movement_id) > 0)';
     execute 'alter table {schema}.attachment add constraint attachment_of_movement_alone check (movement_id is null or num_nonnulls(' || places || ') = 0)';
   end $$`,
  `create function keep_movement_attachment() returns trigger language plpgsql as $$
   begin
     if new.movement_id is distinct from old.movement_id then
       raise exception 'an attachment is kept as it was added' using errcode = '42501';
     end if;
     if new.removed_at is not null and old.removed_at is null and new.movement_id is not null and coalesce(new.removal_reason, '') = ''
        and exists (select from movement where id = new.movement_id and state <> 'draft') then
       raise exception 'what was proposed is removed with a reason' using errcode = '23514', constraint = 'attachment_removal_reason';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_movement_attachment() from public`,
  `create trigger kept_of_movement before update on attachment for each row execute function keep_movement_attachment()`,
];
