-- What CHECKs and keys cannot say: the rows whose cells lie outside the plan's years and lines, or name what no table has.
-- One row for each: table, position in it (from 0), column, what was expected.

with line as (
    select 'section' as "table", rowid as position, 'first_line' as "column", first_line as found from section
    union all select 'target', rowid, 'line', line from target
    union all select 'target', rowid, 'force_line', force_line from target
    union all select 'observation', rowid, 'line', line from observation
    union all select 'project', rowid, 'stage_line', stage_line from project
    union all select 'project', rowid, 'located_line', located_line from project
    union all select 'claim', rowid, 'line', line from claim
    union all select 'enumeration', rowid, 'line', line from enumeration
    union all select 'member', rowid, 'line', line from member
    union all select 'achieved', rowid, 'line', line from achieved
    union all select 'bearing', rowid, 'line', line from bearing
    union all select 'stance', rowid, 'line', line from stance
    union all select 'term', rowid, 'line', line from term
),
years as (
    select 'target' as "table", rowid as position, 'due' as "column", due as found, 0 as early, 0 as late from target
    union all select 'project', rowid, 'due', due, 0, 0 from project
    union all select 'project', rowid, 'start', start, 10, 0 from project
    union all select 'observation', rowid, 'since', since, 16, 0 from observation
    union all select 'observation', rowid, 'year', year, 16, 1 from observation
    union all select 'series_break', rowid, 'before', before, 16, 1 from series_break
    union all select 'series_break', rowid, 'after', after, 16, 1 from series_break
    union all select 'event', rowid, 'date', year(try_cast(left(date, 4) || '-01-01' as date)), 16, 1 from event
),
stages as (
    select 'project' as "table", rowid as position, stage as found from project
    union all select 'stage_rule', rowid, stage from stage_rule
),
stage as (
    select unnest(['储备', '前期', '适时启动', '已引进', '在建', '竣工投产', built, '已有（时间未载明）', '进度未载明']) as name from plan
)
select "table", position, "column", '规划正文的行号，1至' || lines as expected
from line, plan
where found > lines
union all
select
    "table", position, "column",
    (base + 1 - early) || '至' || ("end" + late) || '之间的年份'
from years, plan
where found not between base + 1 - early and "end" + late
union all
select "table", position, 'stage', (select string_agg(name, '、') from stage) || ' 之一'
from stages
where found not in (select name from stage)
union all
select 'project', rowid, 'park', 'area 表中类别为 park 的地域，或“未载明”'
from project
where park <> '未载明' and park not in (select name from area where kind = 'park')
union all
select 'target', rowid, 'line', 'section 表中某一节之内的行号'
from target as t
where not exists (select 1 from section as s where t.line between s.first_line and s.last_line)
union all
select 'area', rowid, 'name', 'place 表中也有的名称：每个园区是一个空间单元（名称或其他说法相同）'
from area as a
where kind = 'park' and not exists (
    select 1 from place as p where a.name = p.name or list_contains(string_split(p.other_names, ';'), a.name)
)
union all
select 'event', e.rowid, 'about', 'indicator 或 domain 表中的键，以 ; 相连；或 all'
from event as e
where exists (
    select 1 from (select unnest(string_split(e.about, ';')) as slug) as s
    where s.slug <> 'all' and s.slug not in (select slug from indicator) and s.slug not in (select slug from domain)
)
union all
select 'proxy', p.rowid, 'other', 'scope 表中已与「indicator」在同一地域列为相近的指标'
from proxy as p
where p.use <> 'area' and not exists (
    select 1 from scope as s where s.indicator = p.indicator and s.other = p.other and s.area = p.area
)
union all
select 'proxy', p.rowid, 'other', '与「indicator」同一量纲的指标'
from proxy as p
join indicator as t on t.slug = p.indicator
join indicator as o on o.slug = p.other
left join unit as tu on tu.name = t.unit
left join unit as ou on ou.name = o.unit
where tu.dimension is distinct from ou.dimension
order by 1, 2;
