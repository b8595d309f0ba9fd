-- What people enter, in the order in which they entered it. Rows are only ever added.
create table if not exists record (
    seq bigint primary key check (seq >= 1),
    "at" varchar not null,
    who varchar not null check (length(who) > 0),
    role varchar not null,
    kind varchar not null,
    subject varchar not null,
    payload varchar not null,
    why varchar not null,
    file varchar not null,
    prev varchar not null check (length(prev) = 64),
    hash varchar not null unique check (length(hash) = 64)
);
comment on table record is '台账：填报、审核、计划、评估、调整、督办的每一条记录，只增不改';
