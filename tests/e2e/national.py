#!/usr/bin/env python3
"""national.py REGISTER.xml DIR: a register as the national system exports it.

Households with 53 columns, every cell ="..."; persons with 47 columns in
GB18030; and a table of villages. What these have no column for is lost.
"""
import sys
from xml.etree import ElementTree

NS = '{urn:hecha:1}'
PERSON = ('省,市,县,乡,村,户编号,人口编号,姓名,性别,'
          '出生日期,证件类型,证件号码,民族,户联系电话,'
          '成员联系电话,年度,与户主关系,文化程度,'
          '在校生状况,劳动技能,务工时间（月）,健康状况,'
          '政治面貌,务工企业名称,是否享受低保,'
          '是否参加城镇职工基本养老保险,'
          '是否参加大病保险,'
          '是否参加新型农村合作医疗（城乡居民基本医疗保险）,'
          '是否参加城乡居民基本养老保险,失学或辍学原因,'
          '是否会讲普通话,是否参加商业补充医疗保险,'
          '是否国外务工,产业分类,是否接受大病医疗救助,'
          '是否接受其他健康扶贫,公益性岗位类型,'
          '公益性岗位(月数),就业渠道,残疾类别,务工所在地,'
          '户主姓名,户主证件号码,'
          '是否参加城镇职工基本医疗保险,'
          '是否特困供养人员,残疾证办证年度,识别标准').split(',')
PERSON_FACTS = ('- - - - V H@id id name sex birth number-type number nation H@phone '
                'phone Y relation education schooling skill work-months health '
                'political employer low-income employee-pension '
                'serious-illness-insurance resident-medical resident-pension '
                'dropout-reason mandarin commercial-medical abroad industry '
                'medical-relief other-health-aid post-type post-months channel '
                'disability-kind work-place H@head-name H@head-number '
                'employee-medical hardship certificate-year H@standard').split(' ')
HOUSEHOLD = ('省,市,县,乡,村,户编号,户主编号,户主姓名,'
             '户主证件号码,家庭人口数,是否危房户,人均纯收入,'
             '年收入,是否解决安全饮用水,年度,村办公电话,'
             '开户银行名称,银行卡号,识别标准,主要致贫原因,'
             '次要致贫原因,工资性收入,生产经营性收入,'
             '财产性收入,转移性收入,计划生育金,低保金,'
             '五保金,养老保险金,生态补偿金,其他转移性收入,'
             '生产经营性支出,纯收入,资产收益扶贫分红收入,'
             '其他财产性收入,耕地面积（亩）,水面面积,'
             '是否加入农民专业合作组织,退耕还林面积（亩）,'
             '林果面积（亩）,牧草地面积,林地面积（亩）,'
             '是否通生产用电,是否通生活用电,是否通广播电视,'
             '与村主干路距离,入户路类型,住房面积,'
             '是否有卫生厕所,主要燃料类型,危房级别,'
             '是否有龙头企业带动,是否有创业致富带头人带动').split(',')
HOUSEHOLD_FACTS = ('- - - - V H@id H@head-id H@head-name H@head-number H@size '
                   'L@dangerous-house I@per-capita-income I@total-income L@water-safe '
                   'Y - H@bank H@account H@standard H@main-cause H@other-causes '
                   'I@wage-income I@business-income I@property-income '
                   'I@transfer-income I@family-planning-grant I@allowance-income '
                   'I@hardship-income I@pension-income I@ecology-income '
                   'I@other-transfer-income I@business-cost I@net-income '
                   'I@dividend-income I@other-property-income L@cultivated-land '
                   'L@water-area L@cooperative L@returned-forest L@orchard L@grassland '
                   'L@forest-land L@production-power L@living-power L@broadcast '
                   'L@road-distance L@road-type L@floor-area L@toilet L@fuel '
                   'L@house-grade L@leading-enterprise L@leader-driven').split(' ')
YES_NO = {'true': '是', 'false': '否', '1': '是', '0': '否'}


def value(code, year, villages, household, member):
    """- nothing, V the village's name, Y the year; H@ I@ L@ the household's,
    its income's, its living conditions'; else the member's."""
    if code == '-':
        return ''
    if code == 'V':
        return villages.get(household.get('village'),
                            household.get('village'))
    if code == 'Y':
        return year
    where = {'H': household, 'I': household.find(NS + 'income'),
             'L': household.find(NS + 'living')}
    element = where[code[0]] if '@' in code else member
    text = '' if element is None else element.get(code.split('@')[-1], '')
    return YES_NO.get(text, text) if len(text) > 1 else text


def write(path, rows, encoding, cell):
    with open(path, 'w', encoding=encoding, newline='') as f:
        for row in rows:
            f.write(','.join(cell % c for c in row) + '\r\n')


def main():
    root = ElementTree.parse(sys.argv[1]).getroot()
    out, year = sys.argv[2], root.get('year')
    places = root.findall(NS + 'village')
    names = {v.get('code'): v.get('name') for v in places}
    households, persons = [HOUSEHOLD], [PERSON]
    for h in root.findall(NS + 'household'):
        households.append([value(c, year, names, h, None)
                           for c in HOUSEHOLD_FACTS])
        persons += [[value(c, year, names, h, m) for c in PERSON_FACTS]
                    for m in h.findall(NS + 'member') if not m.get('state')]
    write(out + '/户信息.csv', households, 'utf-8-sig', '="%s"')
    write(out + '/人员信息.csv', persons, 'gb18030', '"%s"')
    write(out + '/村表.csv', [['村代码', '村名称', '是否贫困村', '总户数', '总人口数']] +
          [[v.get('code'), v.get('name'), YES_NO.get(v.get('poor'), ''),
            v.get('households', ''), v.get('population', '')]
           for v in places], 'utf-8', '%s')


if __name__ == "__main__":
    main()
