-- psql as the administrator of PostgreSQL: roles and database. The tables are made by `python -m lib ledger new plan_writer`.
create role plan_owner login;   -- \password plan_owner
create role plan_writer login;  -- \password plan_writer
create database plan owner plan_owner encoding 'UTF8' template template0;
revoke connect, temporary on database plan from public;
grant connect on database plan to plan_writer;
