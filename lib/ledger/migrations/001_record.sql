-- What people enter, in the order in which they entered it. Rows are only ever added, whoever asks.
create schema ledger;
create table ledger.record (
    seq bigint primary key check (seq >= 1),
    at text not null,
    who text not null check (length(who) > 0),
    role text not null,
    kind text not null,
    subject text not null,
    payload text not null,
    why text not null,
    file text not null,
    prev text not null check (length(prev) = 64),
    hash text not null unique check (length(hash) = 64)
);
comment on table ledger.record is '台账：填报、审核、计划、评估、调整、督办的每一条记录，只增不改';

create function ledger.refused() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'ledger.record is only ever added to';
end $$;
create trigger kept before update or delete on ledger.record for each row execute function ledger.refused();
create trigger kept_whole before truncate on ledger.record for each statement execute function ledger.refused();

create function ledger.follows() returns trigger language plpgsql as $$
declare
    tail record;
begin
    select seq, hash into tail from ledger.record order by seq desc limit 1;
    if new.seq <> coalesce(tail.seq, 0) + 1 or new.prev <> coalesce(tail.hash, repeat('0', 64)) then
        raise integrity_constraint_violation using message = 'the record does not follow the last one';
    end if;
    return new;
end $$;
create trigger follows before insert on ledger.record for each row execute function ledger.follows();

create table ledger.migration (
    number integer primary key,
    at timestamptz not null default now()
);
