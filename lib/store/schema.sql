-- The plan's own data: types, keys, checks and comments. The comments are the data dictionary shown on the sources page.
-- Tables stand in the order in which they are loaded, so that every foreign key finds its row. What ties a cell to the
-- plan's years and lines or to other tables without a key stands in rules.sql.

create table plan (
    base integer not null,
    "end" integer not null,
    before integer not null,
    lines integer not null,
    built varchar not null
);
comment on table plan is '规划的年份与正文，取自 plan.toml';

create table section (
    chapter integer not null check (chapter >= 1),
    section integer not null check (section between 0 and 9),
    title varchar not null,
    first_line integer not null check (first_line >= 1),
    last_line integer not null,
    primary key (chapter, section),
    check (last_line >= first_line)
);
comment on table section is '规划的章与节，及其在正文中的起止行';
comment on column section.chapter is '章';
comment on column section.section is '节；0 为章首至第一节之前';
comment on column section.title is '标题';
comment on column section.first_line is '起始行（从 1 数）';
comment on column section.last_line is '末行';

create table area (
    name varchar primary key,
    kind varchar not null check (kind in ('joint', 'plan', 'park', 'town', 'reference')),
    parent varchar,
    note varchar
);
comment on table area is '地域：规划主体、园区、镇街道，以及只作参考的市与省';
comment on column area.name is '名称，也是各表引用的键';
comment on column area.kind is '类别：joint 全部主体共有 · plan 规划主体 · park 园区 · town 镇街道 · reference 参考';
comment on column area.parent is '上级地域';
comment on column area.note is '说明';

create table domain (
    slug varchar primary key check (regexp_matches(slug, '^[a-z_]+$')),
    name varchar not null unique,
    position integer not null unique,
    holder varchar
);
comment on table domain is '领域';
comment on column domain.slug is '键';
comment on column domain.name is '名称';
comment on column domain.position is '排列次序';
comment on column domain.holder is '按职能通常掌握这类数的部门；规划没有写';

create table unit (
    name varchar primary key,
    dimension varchar not null,
    factor double not null check (factor > 0),
    extensive varchar not null check (extensive in ('yes', 'no')),
    counted varchar not null check (counted in ('yes', 'no'))
);
comment on table unit is '计量单位及换算：同一量纲的单位才可互换';
comment on column unit.name is '单位';
comment on column unit.dimension is '量纲';
comment on column unit.factor is '等于多少基本单位';
comment on column unit.extensive is '是否随地域大小而变：yes 的水平不与市、省同图比较';
comment on column unit.counted is '是否逐个计数：yes 的整数是准确数，没有舍入';

create table source (
    slug varchar primary key check (regexp_matches(slug, '^[a-z0-9-]+$')),
    title varchar not null,
    issuer varchar not null,
    published varchar check (regexp_matches(published, '^\d{4}(-\d{2}(-\d{2})?)?$')),
    address varchar,
    reliability varchar not null check (reliability in ('A', 'A-', 'B+', 'B', 'B-', 'C', '自报')),
    note varchar
);
comment on table source is '资料来源';
comment on column source.slug is '键';
comment on column source.title is '题名';
comment on column source.issuer is '发布者';
comment on column source.published is '发布日期（年、年-月或年-月-日）';
comment on column source.address is '网址';
comment on column source.reliability is '可靠性：A 官方原件 · B 转载或二手 · C 本产品绘制或推断，加减号为细分；自报 责任单位填报的数';
comment on column source.note is '说明';

create table indicator (
    slug varchar primary key check (regexp_matches(slug, '^[a-z][a-z0-9_]*$')),
    name varchar not null unique,
    unit varchar references unit (name),
    domain varchar not null references domain (slug),
    direction integer not null check (direction in (-1, 0, 1)),
    path varchar not null check (path in ('geometric', 'linear')),
    decimals integer not null check (decimals between 0 and 4),
    ceiling double,
    headline integer unique check (headline >= 1),
    definition varchar
);
comment on table indicator is '指标：一个量只有一个名字';
comment on column indicator.slug is '键，处处相同';
comment on column indicator.name is '名称';
comment on column indicator.unit is '计量单位；里程碑与指数为空';
comment on column indicator.domain is '领域';
comment on column indicator.direction is '方向：1 升为好 · -1 降为好 · 0 无好坏';
comment on column indicator.path is '目标路径：geometric 等比（货币、产出、收入、强度）· linear 等差（比率、数量、年限）';
comment on column indicator.decimals is '公布的小数位数，也是“在舍入范围内”的依据';
comment on column indicator.ceiling is '自然上限，如比重的 100';
comment on column indicator.headline is '在总览“主要指标”中的次序；不列的为空';
comment on column indicator.definition is '口径';

create table scope (
    indicator varchar not null references indicator (slug),
    other varchar not null references indicator (slug),
    area varchar not null references area (name),
    base varchar not null check (base in ('yes', 'no')),
    differs varchar not null check (differs in ('term', 'coverage', 'quantity')),
    outside varchar not null check (outside in ('yes', 'no')),
    lines varchar check (regexp_matches(lines, '^\d+(;\d+)*$')),
    note varchar not null,
    primary key (indicator, other, area)
);
comment on table scope is '口径相近而不同的指标：不可互代，只作说明';
comment on column scope.indicator is '目标所用的指标';
comment on column scope.other is '相近的指标';
comment on column scope.area is '地域';
comment on column scope.base is '规划给出的基期值是否只有这一口径（因而目标没有基期）';
comment on column scope.differs is '差别在哪里：term 用语 · coverage 统计范围 · quantity 本来就是不同的量，规划的用语没有疑点';
comment on column scope.outside is '说明是否用到规划以外的资料';
comment on column scope.lines is '规划的行号，以分号隔开；差别只在其他资料中的为空';
comment on column scope.note is '差别何在';

create table target (
    id varchar primary key check (regexp_matches(id, '^T\d{3}[a-z]$')),
    line integer not null check (line >= 1),
    area varchar not null references area (name),
    indicator varchar not null references indicator (slug),
    name varchar not null,
    kind varchar not null check (kind in ('level', 'share', 'count', 'annual_growth', 'cumulative_change', 'cumulative_sum', 'hold', 'milestone')),
    operator varchar check (operator in ('>=', '>', '<=', '<', '==', '~=')),
    target double,
    target_words varchar,
    unit varchar references unit (name),
    due integer not null,
    dated varchar not null check (dated in ('yes', 'no')),
    force varchar not null check (force in ('firm', 'strive', 'strive_by_lead')),
    force_words varchar,
    force_line integer check (force_line >= 1),
    price_basis varchar check (price_basis in ('current', 'comparable')),
    note varchar,
    check ((kind = 'milestone') = (target is null)),
    check ((target is null) = (operator is null)),
    check (target_words is null or target is not null),
    check ((force = 'firm') = (force_line is null)),
    check ((force_words is null) = (force_line is null)),
    check ((force = 'strive_by_lead') = (coalesce(force_line, line) <> line))
);
comment on table target is '目标条款：规划中一句话的一个条件；一句话可有水平与增速两条';
comment on column target.id is '条款号：T + 行号 + 字母';
comment on column target.line is '所在行（规划正文，从 1 数）';
comment on column target.area is '地域';
comment on column target.indicator is '指标';
comment on column target.name is '规划的说法';
comment on column target.kind is '条款类型：level 水平 · share 比率 · count 数量 · annual_growth 年均增速 · cumulative_change 累计变化 · cumulative_sum 累计总量 · hold 保持 · milestone 里程碑';
comment on column target.operator is '条件：>= 以上、达到、不低于 · > 超过、突破 · <= 以内、控制在 · < 小于 · == 恰为 · ~= 左右';
comment on column target.target is '目标值，按规划的单位；里程碑为空；降幅为负';
comment on column target.target_words is '规划没有印出数字的，目标值所据的原话（短语）；印出的为空';
comment on column target.unit is '目标值的单位';
comment on column target.due is '到期年；规划未写年份的按期末年';
comment on column target.dated is '到期年是否出自原文';
comment on column target.force is '力度：firm 应达 · strive 本句自己写着力争、争取 · strive_by_lead 力争（总领句）：本句没有写，统领它的总领句写着力争';
comment on column target.force_words is '写明力度的原话（短语）';
comment on column target.force_line is '这句话所在的规划行号；力争（总领句）的为总领句的行';
comment on column target.price_basis is '价格口径：current 现价（名义）· comparable 可比价';
comment on column target.note is '说明';

create table observation (
    id varchar primary key check (regexp_matches(id, '^[OXD][0-9]{3}[a-z]?(/[0-9]{4}[a-z])?$')),
    area varchar not null references area (name),
    indicator varchar not null references indicator (slug),
    measure varchar not null check (measure in ('level', 'growth', 'average_growth', 'multiple', 'difference', 'sum')),
    since integer,
    year integer not null,
    operator varchar not null check (operator in ('=', '>', '<', '>=', '<=', '~')),
    value double not null,
    unit varchar references unit (name),
    status varchar not null check (status in ('reported', 'derived', 'preliminary')),
    price_basis varchar check (price_basis in ('current', 'comparable')),
    source varchar not null references source (slug),
    place varchar,
    line integer check (line >= 1),
    derived_from varchar,
    note varchar,
    check ((measure = 'level') = (since is null)),
    check (since < year),
    check ((source = 'plan') = (line is not null)),
    check (line is not null or place is not null),
    check ((status = 'derived') = (derived_from is not null))
);
comment on table observation is '观测值：已发生的事实，每一条有出处';
comment on column observation.id is '编号：O 规划 · X 其他资料 · D 推算；后面的 /年份m、/年份g、/年份d 为由倍数、增速、增减推算的那一年的值';
comment on column observation.area is '地域';
comment on column observation.indicator is '指标';
comment on column observation.measure is '计量方式：level 水平 · growth 比上年增长 · average_growth 年均增长 · multiple 倍数 · difference 增减 · sum 累计';
comment on column observation.since is '与哪一年相比，或自哪一年之后累计';
comment on column observation.year is '年份';
comment on column observation.operator is '= 等于 · > 超过（下限）· < 小于 · >= 以上 · <= 以内 · ~ 约';
comment on column observation.value is '数值，按出处的单位';
comment on column observation.unit is '出处的单位';
comment on column observation.status is '状态：reported 公布 · preliminary 初步 · derived 推算';
comment on column observation.price_basis is '价格口径：current 现价（名义）· comparable 可比价';
comment on column observation.source is '来源';
comment on column observation.place is '在来源中的位置（短语）';
comment on column observation.line is '规划的行号';
comment on column observation.derived_from is '由哪些观测值、怎样推算';
comment on column observation.note is '说明';

create table series_break (
    area varchar not null references area (name),
    indicator varchar not null references indicator (slug),
    before integer not null,
    after integer not null,
    note varchar not null,
    primary key (area, indicator, before),
    check (before < after)
);
comment on table series_break is '来源注明不衔接的序列：跨这两年的参考判断不作';
comment on column series_break.area is '地域';
comment on column series_break.indicator is '指标';
comment on column series_break.before is '到这一年为止的数';
comment on column series_break.after is '与自这一年起的数不能相连';
comment on column series_break.note is '哪一条观测值、为什么';

create table event (
    id varchar primary key check (regexp_matches(id, '^E[0-9]{3}$')),
    date varchar not null check (regexp_matches(date, '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$')),
    name varchar not null check (length(name) <= 10),
    kind varchar not null check (kind in ('政策', '口径', '区划', '冲击')),
    about varchar not null check (regexp_matches(about, '^[a-z][a-z0-9_]*(;[a-z][a-z0-9_]*)*$')),
    source varchar not null references source (slug),
    place varchar,
    note varchar not null
);
comment on table event is '规划期前后影响数据的事件：画在有关指标的时间轴上';
comment on column event.id is 'E 加三位数字';
comment on column event.date is '时间（年、年-月或年-月-日）';
comment on column event.name is '名称，不超过10个字，写在轴下';
comment on column event.kind is '政策 · 口径（统计方法或标准的变化） · 区划 · 冲击';
comment on column event.about is '关系到哪些指标或领域（键，以 ; 相连）；all 关系到全部';
comment on column event.source is '来源';
comment on column event.place is '在来源中的位置（短语）';
comment on column event.note is '对数据意味着什么';

create table proxy (
    indicator varchar not null references indicator (slug),
    area varchar not null references area (name),
    other varchar not null references indicator (slug),
    other_area varchar not null references area (name),
    use varchar not null check (use in ('series', 'area', 'floor')),
    basis varchar not null,
    caveat varchar not null,
    primary key (indicator, area),
    check ((use = 'area') = (area <> other_area)),
    check (use = 'area' or indicator <> other)
);
comment on table proxy is '参考判断可以用哪个相近的数：只作参考，不进入结论；没有列入的不用';
comment on column proxy.indicator is '目标所用的指标';
comment on column proxy.area is '目标的地域';
comment on column proxy.other is '代替它的指标，与它同一量纲；同一地域的，scope 表中须有这一对';
comment on column proxy.other_area is '代替它的地域';
comment on column proxy.use is '怎样用：series 同一序列的另一说法，基期和实际值都用它 · area 目标按其性质由另一地域的数反映，只比水平 · floor 目标所说的量不小于它';
comment on column proxy.basis is '为什么可以这样用';
comment on column proxy.caveat is '要注意什么';

create table denominator (
    indicator varchar primary key references indicator (slug),
    other varchar not null references indicator (slug),
    per double not null check (per > 0),
    unit varchar not null,
    note varchar not null
);
comment on table denominator is '人均、每千人、每万人的目标以什么为分母：由此算出目标相当于多少总量';
comment on column denominator.indicator is '目标的指标';
comment on column denominator.other is '分母的指标';
comment on column denominator.per is '每多少（按分母的基本单位，如人）';
comment on column denominator.unit is '总量的单位';
comment on column denominator.note is '说明';

create table monthly (
    indicator varchar primary key references indicator (slug),
    every varchar not null check (every in ('month', 'quarter')),
    adds varchar not null check (adds in ('yes', 'no')),
    note varchar
);
comment on table monthly is '年内按月或按季报数的指标；没有列入的也可以报，但不分摊年度计划';
comment on column monthly.indicator is '指标';
comment on column monthly.every is '多久一次：month 每月 · quarter 每季';
comment on column monthly.adds is '各月相加是否等于全年：yes 流量 · no 时点数、比率、按年算的数';
comment on column monthly.note is '说明';

create table system (
    slug varchar primary key check (regexp_matches(slug, '^[a-z]+$')),
    name varchar not null unique,
    kind varchar check (kind in ('belt', 'city', 'park', 'town')),
    position integer not null unique,
    shown varchar not null check (shown in ('yes', 'no')),
    area varchar,
    lines varchar check (regexp_matches(lines, '^\d+(;\d+)*$')),
    note varchar
);
comment on table system is '空间体系：规划所说的一种布局';
comment on column system.slug is '键';
comment on column system.name is '名称';
comment on column system.kind is '单元是什么：belt 功能带，city 城区，park 园区，town 镇街；其余不写';
comment on column system.position is '排列次序';
comment on column system.shown is '打开地图时是否先显示';
comment on column system.area is '选了这个区域时，打开地图先显示它';
comment on column system.lines is '规划的行号，以分号隔开';
comment on column system.note is '说明';

create table map_step (
    position integer primary key check (position > 0),
    name varchar not null unique,
    system varchar not null references system (slug),
    hide varchar check (regexp_matches(hide, '^[a-z0-9-]+(;[a-z0-9-]+)*$')),
    dots varchar not null check (dots in ('yes', 'no'))
);
comment on table map_step is '地图讲解的步骤：每步先显示什么';
comment on column map_step.position is '次序';
comment on column map_step.name is '名称';
comment on column map_step.system is '显示的空间体系';
comment on column map_step.hide is '其中不显示的图层（键，以分号隔开）';
comment on column map_step.dots is '是否显示项目点';

create table place (
    id varchar primary key check (regexp_matches(id, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    name varchar not null,
    other_names varchar,
    system varchar not null references system (slug),
    parent varchar,
    role varchar,
    industries varchar,
    area_km2 double check (area_km2 > 0),
    area_about varchar check (area_about in ('yes', 'no')),
    location varchar,
    located varchar not null check (located in ('yes', 'no')),
    lines varchar check (regexp_matches(lines, '^\d+(;\d+)*$')),
    source varchar references source (slug),
    note varchar
);
comment on table place is '空间单元；图形在 geo/ 中，以同一 id 相连';
comment on column place.id is '键，与 geo/ 的要素相同';
comment on column place.name is '名称';
comment on column place.other_names is '规划中的其他说法，以分号隔开';
comment on column place.system is '所属空间体系';
comment on column place.parent is '所在的上级单元';
comment on column place.role is '功能定位';
comment on column place.industries is '产业，以分号隔开';
comment on column place.area_km2 is '规划面积（平方公里）';
comment on column place.area_about is '面积是否为约数';
comment on column place.location is '规划或资料所说的位置';
comment on column place.located is '是否有可用的位置：no 列为“位置未载明”';
comment on column place.lines is '规划的行号，以分号隔开；参照物为空';
comment on column place.source is '位置和说明中的数字不出自规划的，所据的来源';
comment on column place.note is '说明';

create table location (
    name varchar primary key,
    kind varchar not null check (kind in ('park', 'city', 'town', 'linear', 'whole', 'outside', 'unstated')),
    place varchar references place (id),
    note varchar
);
comment on table location is '落点：项目可以落在哪里';
comment on column location.name is '名称';
comment on column location.kind is '类别：park 园区 · city 城区 · town 镇街 · linear 线性（路、水、管网） · whole 全域（不落具体园区） · outside 区外 · unstated 未载明';
comment on column location.place is '所指的空间单元；不是一个单元的为空';
comment on column location.note is '说明';

create table stage_rule (
    words varchar not null,
    said varchar not null check (said in ('fact', 'intent')),
    stage varchar not null,
    primary key (words, said)
);
comment on table stage_rule is '阶段的规则：规划的哪句话算哪个阶段（基期年末）。只认规划已说明的事实：正文先说现状，从 plan.toml 的 intent 那一行起说打算；打算里只有以已在进行为前提的话（加快、继续、扩大、完善等）算在建，“推进、重点建设、实施、打造”等不当作已开工，算前期；要靠上级批准或他人投资的（争取、引进、申报、探索、鼓励）算储备；后文只作依托、利用、载体的事物算已有（时间未载明）：规划只说有它，没有说何时建成；只给面积、只列名的算进度未载明；招商引来而未说建成的算已引进。一处称建成而后文仍要建的，算在建，并在说明中注出';
comment on column stage_rule.words is '规划的原话（短语）';
comment on column stage_rule.said is 'fact 现状 · intent 打算（从 plan.toml 的 intent 那一行起）';
comment on column stage_rule.stage is '阶段，与项目的相同';

create table project (
    id varchar primary key check (regexp_matches(id, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    name varchar not null,
    other_names varchar,
    area varchar not null references area (name),
    park varchar not null,
    located_in varchar not null references location (name),
    located_by varchar check (located_by in ('stated', 'unit', 'drawn', 'nature')),
    located_line integer check (located_line >= 1),
    located_place varchar references place (id),
    sector varchar not null,
    category varchar not null,
    stage varchar not null,
    stage_words varchar,
    stage_line integer check (stage_line >= 1),
    start integer,
    due integer,
    quantity double,
    bound varchar check (bound in ('=', '>', '<', '>=', '<=', '~')),
    unit varchar,
    flagship varchar not null check (flagship in ('yes', 'no')),
    livelihood varchar not null check (livelihood in ('yes', 'no')),
    indicator varchar references indicator (slug),
    lines varchar not null check (regexp_matches(lines, '^\d+(;\d+)*$')),
    note varchar,
    check ((stage_words is null) = (stage_line is null)),
    check ((quantity is null) = (bound is null)),
    check (park = '未载明' or park = located_in),
    check ((located_by is null) = (located_in = '未载明')),
    check ((coalesce(located_by, '') in ('stated', 'nature')) = (located_line is not null)),
    check ((coalesce(located_by, '') in ('unit', 'drawn')) = (located_place is not null))
);
comment on table project is '项目库：规划点名或计数的、可以建成并报告的事项';
comment on column project.id is '键';
comment on column project.name is '名称';
comment on column project.other_names is '规划中的其他说法，以分号隔开';
comment on column project.area is '地域';
comment on column project.park is '园区（area 表中类别为 park 的地域）：落点是园区的，即落点；落点不在园区或没有说的为“未载明”';
comment on column project.located_in is '落点：园区、城区、镇街，或线性、全域、区外、未载明';
comment on column project.located_by is '落点的依据：stated 原文写明（见 located_line）· unit 在所属单元之内（见 located_place）· drawn 图上位置在其内（见 located_place，示意）· nature 事项的性质（见 located_line）。后三种是推断，页面上标明，可以关掉';
comment on column project.located_line is '依据的规划行号';
comment on column project.located_place is '依据的空间单元';
comment on column project.sector is '行业领域；规划未说的为“未载明”';
comment on column project.category is '类别';
comment on column project.stage is '规划通过时（基期年末）的阶段：储备 · 前期 · 适时启动 · 已引进 · 在建 · 竣工投产 · 已有（时间未载明） · 进度未载明，或上一规划期的简称加“已建成”；由 stage_words 按 stage_rule 定。竣工投产指规划期内完成，只由进展记录产生';
comment on column project.stage_words is '说明阶段的规划原话（短语）';
comment on column project.stage_line is '这句话所在的规划行号；只以总称提到的行不在 lines 中';
comment on column project.start is '开工年；规划没有写开工年份，只在另有资料时填';
comment on column project.due is '时限；只填规划写明年份或写明在规划期内的，其余为空';
comment on column project.quantity is '数量';
comment on column project.bound is '数量是准数还是界限：= 等于 · > 超过、余、多 · < 不到 · >= 以上、不低于 · <= 以内 · ~ 约、近';
comment on column project.unit is '数量的单位';
comment on column project.flagship is '是否规划最看重的一批工程（名称见 plan.toml 的 flagship）';
comment on column project.livelihood is '是否重点民生实事；规划没有列出名单的由本库选定（怎样选的见 saved_view 的说明），可改';
comment on column project.indicator is '由哪一指标计量';
comment on column project.lines is '规划的行号，以分号隔开';
comment on column project.note is '说明；自相矛盾之处';

create table claim (
    project varchar not null references project (id),
    line integer not null check (line >= 1),
    claim varchar not null check (claim in ('done', 'partly', 'ongoing', 'planned')),
    words varchar not null,
    primary key (project, line)
);
comment on table claim is '规划各处对同一项目状态的说法';
comment on column claim.project is '项目';
comment on column claim.line is '规划的行号';
comment on column claim.claim is '状态：done 已建成 · partly 部分建成 · ongoing 推进中 · planned 待建';
comment on column claim.words is '原话（短语）';

create table enumeration (
    id varchar primary key check (regexp_matches(id, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    title varchar not null,
    line integer not null check (line >= 1),
    stated integer check (stated > 0),
    listed_all varchar not null check (listed_all in ('yes', 'no', 'example', 'none')),
    member_kind varchar,
    project varchar references project (id),
    other varchar,
    relation varchar check (relation in ('same', 'apart', 'overlap')),
    check ((other is null) = (relation is null))
);
comment on table enumeration is '规划中的列举，多数带数目，如“十大工程”';
comment on column enumeration.id is '键';
comment on column enumeration.title is '列举的名目';
comment on column enumeration.line is '规划的行号';
comment on column enumeration.stated is '所说的数目；没有说的为空';
comment on column enumeration.listed_all is 'yes 声称全部列出 · no 未列全（如以“等”结尾）· example 叙述已做的事时举例，不作名单 · none 只有简称，全文没有展开';
comment on column enumeration.member_kind is '所列举的是什么';
comment on column enumeration.project is '列举的是哪一个项目的组成部分';
comment on column enumeration.other is '另一处与之对照的列举';
comment on column enumeration.relation is '与 other 的关系：same 同一名单 · apart 不应有共同的项 · overlap 同类的两组，规划没有说后一组是在前一组之内还是另加';

create table member (
    enumeration varchar not null references enumeration (id),
    position integer not null check (position >= 1),
    name varchar not null,
    line integer check (line >= 1),
    means varchar,
    primary key (enumeration, position)
);
comment on table member is '列举的各项';
comment on column member.enumeration is '列举';
comment on column member.position is '次序';
comment on column member.name is '名称（原文）';
comment on column member.line is '名称不在列举那一行时，所在的行';
comment on column member.means is '所指的事物，与另一处列举对照时用；与名称相同的为空';

create table measure (
    id varchar primary key check (regexp_matches(id, '^M\d{3}[a-z]{1,2}$')),
    chapter integer not null check (chapter >= 1),
    name varchar not null,
    area varchar not null references area (name),
    domain varchar not null references domain (slug),
    lines varchar not null check (regexp_matches(lines, '^\d+(;\d+)*$')),
    note varchar
);
comment on table measure is '举措：不是项目也没有定量目标的承诺';
comment on column measure.id is '键：M + 行号 + 字母';
comment on column measure.chapter is '章';
comment on column measure.name is '摘要';
comment on column measure.area is '地域';
comment on column measure.domain is '领域';
comment on column measure.lines is '规划的行号，以分号隔开';
comment on column measure.note is '说明';

create table enterprise (
    id varchar primary key check (regexp_matches(id, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    name varchar not null unique,
    other_names varchar,
    kind varchar not null,
    role varchar not null,
    sector varchar not null,
    located_in varchar not null references location (name),
    lines varchar not null check (regexp_matches(lines, '^\d+(;\d+)*$')),
    projects varchar check (regexp_matches(projects, '^[a-z0-9-]+(;[a-z0-9-]+)*$')),
    measures varchar check (regexp_matches(measures, '^M\d{3}[a-z]{1,2}(;M\d{3}[a-z]{1,2})*$')),
    note varchar
);
comment on table enterprise is '规划点名的企业、平台与机构，及与之相关的项目和举措';
comment on column enterprise.id is '键';
comment on column enterprise.name is '名称';
comment on column enterprise.other_names is '规划中的其他说法，以分号隔开';
comment on column enterprise.kind is '类别：企业、平台公司、科研机构、高校、学校、医疗卫生机构、党政机构等';
comment on column enterprise.role is '规划给它的角色';
comment on column enterprise.sector is '行业领域；规划未说的为“未载明”';
comment on column enterprise.located_in is '所在园区、城区或镇街；规划和空间单元都没有的为“未载明”';
comment on column enterprise.lines is '规划的行号，以分号隔开';
comment on column enterprise.projects is '相关的项目，以分号隔开';
comment on column enterprise.measures is '相关的举措，以分号隔开';
comment on column enterprise.note is '说明';

create table programme (
    id varchar primary key check (regexp_matches(id, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    name varchar not null unique,
    other_names varchar,
    kind varchar not null check (kind in ('区域战略', '发展目标', '发展战略', '空间布局', '工程与行动', '创建与荣誉', '方针与原则', '制度与机制', '产业与企业', '形势与理论')),
    meaning varchar not null,
    expanded varchar check (expanded in ('yes', 'no')),
    lines varchar not null check (regexp_matches(lines, '^\d+(;\d+)*$')),
    projects varchar check (regexp_matches(projects, '^[a-z0-9-]+(;[a-z0-9-]+)*$')),
    measures varchar check (regexp_matches(measures, '^M\d{3}[a-z]{1,2}(;M\d{3}[a-z]{1,2})*$'))
);
comment on table programme is '规划中的专名、名目和口号（多在引号中），及与之相关的项目和举措';
comment on column programme.id is '键';
comment on column programme.name is '名称（原文）';
comment on column programme.other_names is '规划中的其他说法，以分号隔开';
comment on column programme.kind is '类别：区域战略、发展目标、发展战略、空间布局、工程与行动、创建与荣誉、方针与原则、制度与机制、产业与企业、形势与理论';
comment on column programme.meaning is '是什么（本产品的话）';
comment on column programme.expanded is '规划有没有展开它的内容：yes 有 · no 没有；不需要展开的为空';
comment on column programme.lines is '规划的行号，以分号隔开';
comment on column programme.projects is '相关的项目，以分号隔开';
comment on column programme.measures is '相关的举措，以分号隔开';

create table project_place (
    project varchar not null references project (id),
    place varchar not null references place (id),
    primary key (project, place)
);
comment on table project_place is '项目在哪个空间单元';
comment on column project_place.project is '项目';
comment on column project_place.place is '空间单元';

create table saved_view (
    slug varchar primary key check (regexp_matches(slug, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    name varchar not null unique,
    position integer not null unique,
    query varchar not null,
    note varchar
);
comment on table saved_view is '项目库的常用视图';
comment on column saved_view.slug is '键';
comment on column saved_view.name is '名称';
comment on column saved_view.position is '排列次序';
comment on column saved_view.query is '网址中“?”之后的部分，如 stage=在建&show=看板';
comment on column saved_view.note is '说明';

create table synonym (
    word varchar primary key,
    means varchar not null
);
comment on table synonym is '查找用的别名：人们常说而规划不用的词';
comment on column synonym.word is '常说的词；查找时不分大小写和全角半角';
comment on column synonym.means is '换成规划的哪些说法去找，以分号隔开';

create table achieved (
    indicator varchar primary key references indicator (slug),
    line integer not null check (line >= 1),
    words varchar not null
);
comment on table achieved is '规划称已经实现、而没有给数的事（如“全覆盖”）';
comment on column achieved.indicator is '指标';
comment on column achieved.line is '规划的行号';
comment on column achieved.words is '原话（短语）';

create table identity (
    id varchar primary key check (regexp_matches(id, '^[a-z0-9]+(-[a-z0-9]+)*$')),
    rule varchar not null check (rule in ('identity', 'joint', 'double', 'reached')),
    title varchar not null,
    relation varchar not null check (relation in ('=', '<=', '<', 'part')),
    severity varchar not null check (severity in ('hard', 'scope', 'hint')),
    norm varchar not null check (norm in ('yes', 'no')),
    topic varchar,
    lines varchar check (regexp_matches(lines, '^\d+(;\d+)*$')),
    reason varchar
);
comment on table identity is '应当成立的数量关系：左边的和与右边的和相比，供目标自洽性审核';
comment on column identity.id is '键';
comment on column identity.rule is 'identity 恒等关系 · joint 几个目标能否同时成立 · double 名称相近的两个目标 · reached 名称相近的现状（左）与目标（右）';
comment on column identity.title is '名目';
comment on column identity.relation is '左边与右边的关系；part 左边是“其中”列出的部分：超过右边是矛盾，接近而不足的问其余何在';
comment on column identity.severity is '不成立时的程度：hard 硬矛盾 · scope 口径疑点 · hint 提示';
comment on column identity.norm is '这一关系是否必须成立：yes 出于定义或算术 · no 只是通常如此';
comment on column identity.topic is '几条关系说同一件事的，合为一处发现时的名目';
comment on column identity.lines is '另外引用的规划行号，以分号隔开';
comment on column identity.reason is '可能的原因';

create table term (
    identity varchar not null references identity (id),
    side varchar not null check (side in ('left', 'right')),
    product integer not null check (product >= 1),
    position integer not null check (position >= 1),
    kind varchar not null check (kind in ('target', 'observation', 'place', 'constant')),
    ref varchar,
    value double,
    unit varchar references unit (name),
    line integer check (line >= 1),
    primary key (identity, side, product, position),
    check ((kind = 'constant') = (value is not null)),
    check ((kind = 'constant') = (ref is null))
);
comment on table term is '数量关系中的各项：同一 product 内相乘，各 product 相加；增速和累计变化的目标按五年的倍数计';
comment on column term.identity is '关系';
comment on column term.side is '左边或右边';
comment on column term.product is '第几个乘积';
comment on column term.position is '乘积中的第几个因子';
comment on column term.kind is '取自何处：target 目标 · observation 观测值 · place 规划面积 · constant 规划中的数';
comment on column term.ref is '目标、观测值或空间单元的键';
comment on column term.value is '常数的值';
comment on column term.unit is '常数的单位';
comment on column term.line is '规划的行号；目标和观测值自带行号，可空';

create table bearing (
    indicator varchar primary key references indicator (slug),
    line integer not null check (line >= 1),
    words varchar not null,
    effect varchar not null check (effect in ('explains', 'disputes'))
);
comment on table bearing is '规划另一处的话，关系到目标为何不高于现状：审核时一并引用';
comment on column bearing.indicator is '指标';
comment on column bearing.line is '规划的行号';
comment on column bearing.words is '原话（短语）';
comment on column bearing.effect is 'explains 说明目标为何放宽（发现减为提示）· disputes 与第一章所说的现状不符（发现为口径疑点）';

create table stance (
    topic varchar not null,
    line integer not null check (line >= 1),
    stance varchar not null check (stance in ('promised', 'sought', 'kept', 'merged', 'established', 'emerging')),
    words varchar not null,
    indicator varchar references indicator (slug),
    primary key (topic, line)
);
comment on table stance is '规划各处对同一事项的提法';
comment on column stance.topic is '事项';
comment on column stance.line is '规划的行号';
comment on column stance.stance is '提法：promised 承诺完成 · sought 争取或探索 · kept 巩固 · merged 整合 · established 传统优势产业 · emerging 新兴产业';
comment on column stance.words is '原话（短语）';
comment on column stance.indicator is '所关的指标';

create table condition (
    target varchar primary key references target (id),
    words varchar not null
);
comment on table condition is '目标条件的原话：用“以上”以外的界限词的条款各一条，operator 由第一个界限词而定';
comment on column condition.target is '条款';
comment on column condition.words is '原话（短语）';
