-- What is kept beside the records and proves nothing: folded states, which every server can make again, and what people
-- have typed and not handed in yet. Only here may the application change and forget.
create table ledger.snapshot (
    seq bigint primary key,
    data bytea not null
);
comment on table ledger.snapshot is '台账折算到某一条的结果，只为启动得快，可以随时删去';

create table ledger.draft (
    person text not null,
    form text not null,
    at timestamptz not null default now(),
    data text not null check (length(data) <= 500000),
    primary key (person, form)
);
comment on table ledger.draft is '填了还没有提交的内容，提交后即删去';
