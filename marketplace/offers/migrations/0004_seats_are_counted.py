"""The database itself counts who holds a seat, whatever wrote the agreement.

Whatever touches a pool's row recounts it, so a wrong ``held`` cannot be written; whatever touches an agreement touches
its pool. The pool's row is locked before the agreements are counted, by a statement of its own: a second transaction
waits there and then counts with a snapshot that knows the first. The check ``seatpool_not_overfull`` does the rest.
"""

from django.db import migrations

FORWARD = """
create function offers_count_seats() returns trigger language plpgsql as $$
begin
    new.held := coalesce((
        select sum(seats) from offers_agreement
        where pool_id = new.id and state in ('draft', 'signed', 'registered', 'handed_over')
    ), 0);
    return new;
end $$;

create trigger seatpool_counts before insert or update on offers_seatpool
    for each row execute function offers_count_seats();

create function offers_recount_pools() returns trigger language plpgsql as $$
declare
    old_pool bigint := case when tg_op <> 'INSERT' then old.pool_id end;
    new_pool bigint := case when tg_op <> 'DELETE' then new.pool_id end;
begin
    if old_pool is null and new_pool is null then
        return null;
    end if;
    perform 1 from offers_seatpool where id in (old_pool, new_pool) order by id for update;
    update offers_seatpool set held = held where id in (old_pool, new_pool);
    if new_pool is not null
        and not exists (select 1 from offers_seatpool where id = new_pool and offer_id = new.offer_id) then
        raise exception using errcode = 'check_violation', constraint = 'agreement_pool_of_its_offer',
            table = 'offers_agreement', message = 'agreement_pool_of_its_offer: the seats are of another offer';
    end if;
    return null;
end $$;

create trigger agreement_recounts_pool
    after insert or delete or update of pool_id, state, seats, offer_id on offers_agreement
    for each row execute function offers_recount_pools();

update offers_seatpool set held = held;
"""

BACKWARD = """
drop trigger agreement_recounts_pool on offers_agreement;
drop function offers_recount_pools();
drop trigger seatpool_counts on offers_seatpool;
drop function offers_count_seats();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0003_seats_and_followups")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
