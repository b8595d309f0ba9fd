-- Values of the earlier year that the plan implies but does not print: each names the figures it comes from.
-- Three ways, kept apart: from a multiple, from an average growth rate, from a difference.

insert into observation
select
    l.id || '/' || m.since || 'm', l.area, l.indicator, 'level', null, m.since,
    case when l.operator = '=' and m.operator = '=' then '=' else '~' end,
    l.value / m.value, l.unit, 'derived', l.price_basis, m.source, null, m.line,
    l.id || ' ÷ ' || m.id,
    '由“是' || m.since || '年的' || printf('%g', m.value) || '倍”推算'
from observation as l
join observation as m using (area, indicator, source, year)
where l.measure = 'level' and m.measure = 'multiple';

insert into observation
select
    l.id || '/' || g.since || 'g', l.area, l.indicator, 'level', null, g.since,
    case when l.operator = '=' and g.operator = '=' then '=' else '<=' end,
    l.value / power(1 + g.value / 100, g.year - g.since), l.unit, 'derived', g.price_basis, g.source, null, g.line,
    l.id || ' ÷ (1 + ' || g.id || ')^' || (g.year - g.since),
    '由年均增长' || printf('%g', g.value) || '%推算' || case g.price_basis when 'comparable' then '，' || g.year || '年价格' else '' end
from observation as l
join observation as g using (area, indicator, source, year)
where l.measure = 'level' and g.measure = 'average_growth';

insert into observation
select
    l.id || '/' || d.since || 'd', l.area, l.indicator, 'level', null, d.since,
    case when l.operator = '=' and d.operator = '=' then '=' else '~' end,
    l.value - d.value, l.unit, 'derived', l.price_basis, d.source, null, d.line,
    l.id || ' − ' || d.id,
    '由比' || d.since || '年增减推算'
from observation as l
join observation as d using (area, indicator, source, year)
where l.measure = 'level' and d.measure = 'difference';
