-- What the pages and the command line read: tables joined, units converted. No arithmetic of the method lives here.

create view repeated as
select t.id, min_by(o.id, o.rowid) as repeats, t.line
from target as t
join target as o
    on o.rowid < t.rowid and o.area = t.area and o.indicator = t.indicator and o.kind = t.kind
    and o.operator = t.operator and o.target = t.target and o.unit is not distinct from t.unit and o.due = t.due
group by t.id, t.line;
comment on view repeated is '规划再次提出的同一目标：repeats 是先提出它的条款';

create view clause as
select
    t.*,
    again.repeats,
    (select string_agg(cast(r.line as varchar), ';' order by r.line) from repeated as r where r.repeats = t.id) as also,
    i.name as indicator_name,
    i.unit as indicator_unit,
    i.direction, i.path, i.decimals, i.ceiling, i.headline, i.definition,
    i.domain,
    d.name as domain_name,
    d.position as domain_position,
    coalesce(iu.counted, 'no') as counted,
    s.chapter, s.section,
    s.title as section_title,
    c.title as chapter_title,
    case
        when t.kind in ('annual_growth', 'cumulative_change', 'milestone') then 1.0
        else coalesce(iu.factor, 1) / coalesce(tu.factor, 1)
    end as scale
from target as t
join indicator as i on i.slug = t.indicator
join domain as d on d.slug = i.domain
join section as s on t.line between s.first_line and s.last_line
join section as c on c.chapter = s.chapter and c.section = 0
left join repeated as again on again.id = t.id
left join unit as iu on iu.name = i.unit
left join unit as tu on tu.name = t.unit
order by t.line, t.id;
comment on view clause is '目标条款连同指标、领域、章节和单位换算';

create view series as
select
    o.*,
    i.name as indicator_name,
    i.unit as indicator_unit,
    i.decimals,
    coalesce(iu.extensive, 'yes') as extensive,
    a.kind as area_kind,
    s.title as source_title,
    s.reliability,
    case
        when o.measure in ('level', 'sum', 'difference') then o.value * coalesce(ou.factor, 1) / coalesce(iu.factor, 1)
        else o.value
    end as amount,
    case o.status when 'reported' then 0 when 'preliminary' then 100 else 200 end
    + case when o.source = 'plan' then 0 else 10 end
    + list_position(['A', 'A-', 'B+', 'B', 'B-', 'C', '自报'], s.reliability)
    -- An earlier value from a multiple is at current prices like the level itself: it goes before one from a growth rate.
    + case when regexp_matches(o.id, '/[0-9]{4}g$') then 1 else 0 end as rank
from observation as o
join indicator as i on i.slug = o.indicator
join area as a on a.name = o.area
join source as s on s.slug = o.source
left join unit as ou on ou.name = o.unit
left join unit as iu on iu.name = i.unit
order by o.id;
comment on view series is '观测值连同来源，换算为指标的单位（amount）；rank 小者优先';

create view events as
select e.*, s.title as source_title, s.reliability
from event as e
join source as s on s.slug = e.source
order by e.date, e.id;
comment on view events is '事件连同来源';

create view proxies as
select p.*, i.name as other_name, i.unit as other_unit, coalesce(ou.factor, 1) / coalesce(tu.factor, 1) as factor
from proxy as p
join indicator as i on i.slug = p.other
join indicator as t on t.slug = p.indicator
left join unit as ou on ou.name = i.unit
left join unit as tu on tu.name = t.unit
order by p.indicator, p.area;
comment on view proxies is '参考判断可以用的相近的数，连同换算为目标指标单位的系数';

create view denominators as
select d.*, i.name as other_name, u.factor / d.per as factor
from denominator as d
join indicator as i on i.slug = d.other
left join unit as u on u.name = i.unit
order by d.indicator;
comment on view denominators is '人均目标的分母，连同由分母的值换算为“多少个每”的系数';

create view dictionary as
select
    c.table_name as "table",
    t.comment as table_comment,
    c.column_name as "column",
    c.data_type as "type",
    c.is_nullable as nullable,
    c.comment as "comment",
    c.column_index as position
from duckdb_columns() as c
join duckdb_tables() as t using (schema_name, table_name)
where not c.internal and t.table_name not in ('meta', 'plan')
order by t.table_oid, c.column_index;
comment on view dictionary is '数据字典：每张表、每一列的含义';
