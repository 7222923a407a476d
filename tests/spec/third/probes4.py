from base import *
A='H00100001'; B='H00100012'; OTM='other than met'
def O(name,why,want=(),unwanted=(),verdict='met',only=None): return case('s-'+name,why,[w if isinstance(w,tuple) else (w,'') for w in want],list(unwanted),verdict,only if only is not None else ([] if verdict=='met' else None))
@O('audit-redone-next-day','audit without plan redone the next day, announced that day',['PRC-17'],['PRC-11'],verdict='unknown')
def _(s): b=s.evblock('E001-audit'); s.ev('E001-audit',date='2026-11-18'); s.add('procedure',b.replace('E001-audit"','E001-audit0"').replace('plan="true"','plan="false"'))
@O('baby-died','born and died in the period')
def _(s):
    n=idnum('2026-03-03','702')
    nc(s,B,'P0010001209','increase','曹新禾','06','2026-03-03','出生医学证明','2026-03-03','2',n,'04'); nc(s,B,'P0010001209','decrease','曹新禾','01','2026-06-03','居民死亡医学证明','2026-03-03','2',n,'04',id='N-dead')
@O('left-and-back','married out in January, divorced and back in July')
def _(s):
    t=s.tag('P0010003404'); a=(attr(t,'birth'),'2',attr(t,'number'),'05'); h='H00100034'
    nc(s,h,'P0010003404','decrease',attr(t,'name'),'08','2026-01-10','户口迁移证',*a); nc(s,h,'P0010003404','increase',attr(t,'name'),'07','2026-07-10','户口迁移证',*a,id='N-back')
@O('married-between','daughter of one poor household marries into another, both sides recorded')
def _(s):
    t=s.tag('P0010003404')
    leave(s,'H00100034','P0010003404','08','2026-05-05','户口迁移证')
    come(s,'H00100036','P0010003404','董书理','2','1991-08-22','02','05','2026-05-05','结婚证、户口迁移证',ncx={'id':'N-in'},number=attr(t,'number'),education='04',skill='01')
@O('head-moved','the head moved out, the wife is the head')
def _(s):
    h='H00100005'; t2=s.tag('P0010000502')
    leave(s,h,'P0010000501','08','2026-06-06','户口迁移证',new_head='P0010000502')
    s.mem('P0010000502',RC,relation='01'); s.hh(h,RC,head_id='P0010000502',head_name='唐春松',head_number=attr(t2,'number')); sig(s,h,signer='P0010000502',name='唐春松')
@O('head-handed-over','no one left: the husband hands the headship to the wife, all relations rewritten')
def _(s):
    h='H00100005'; t2=s.tag('P0010000502')
    s.mem('P0010000502',RC,relation='01'); s.mem('P0010000501',RC,relation='02'); s.hh(h,RC,head_id='P0010000502',head_name='唐春松',head_number=attr(t2,'number'))
@O('split-proof','the son\'s family set up a household of its own, all with proof')
def _(s):
    h='H00100029'; b=s.block('register',h); ms=['P00100029%02d'%i for i in (3,4,5,6)]
    tags=[s.tag(m) for m in ms]
    for m in ms: leave(s,h,m,'08','2026-06-06','分户证明、户口簿')
    hd=setattrs(re.search(r'<household [^>]*>',b).group(0),dict(id='H00100099',head_id=ms[0],head_name=attr(tags[0],'name'),head_number=attr(tags[0],'number'),size='4',phone='15499990001',account='6299999900999988887'))
    inc=re.search(r'<income [^>]*>',b).group(0); liv=re.search(r'<living [^>]*>',b).group(0)
    rel=['01','02','04','04']
    body='\t'+hd+'\n\t\t'+inc+'\n\t\t'+liv+'\n'+''.join('\t\t'+setattrs(t,dict(relation=r))+'\n' for t,r in zip(tags,rel))+'\t</household>\n'
    for d in RC: s.add(d,body); 
    income(s,'H00100099',wage_income='0')
    for m,t,r in zip(ms,tags,rel): nc(s,'H00100099',m,'increase',attr(t,'name'),'07','2026-06-06','分户证明、户口簿',attr(t,'birth'),attr(t,'sex'),attr(t,'number'),r,id='N-in-'+m)
    v=s.evblock(visit(h),'collection'); v=re.sub(r'\t\t<change [^>]*/>\n','',v)
    v=v.replace(visit(h),'V00100099').replace(h,'H00100099').replace('P0010002901',ms[0]).replace('郭雨素',attr(tags[0],'name'))
    v=re.sub(r' time="[^"]*" ended-time="[^"]*"',' time="07:00" ended-time="07:20"',v); s.add('collection',v)
    s.add('archive','\t<folder household="H00100099" village="%s">\n\t\t<paper kind="visit-record" date="2026-12-16" pages="2" signed="true"/>\n\t\t<paper kind="comparison-form" date="2026-12-16" pages="1" signed="true"/>\n\t</folder>\n'%V1)
def splitlist(s,e,k,new,**kv):
    b=s.evblock(e); items=re.findall(r'\t\t<item [^>]*/>\n',b); a2=b.replace('id="%s"'%e,'id="%s"'%new)
    for i in items[k:]: b=b.replace(i,'')
    for i in items[:k]: a2=a2.replace(i,'')
    a2=re.sub(r'\t\t<objection.*?</objection>\n','',a2,flags=re.S); m=re.match(r'\t<[^>]*>',a2); a2=setattrs(m.group(0),kv)+a2[m.end():]
    s.text['procedure']=s.text['procedure'].replace(s.evblock(e),b+a2)
@O('appraisal-two-sittings','half appraised on the 9th, half on the 10th')
def _(s):
    splitlist(s,'E001-appraisal-1',9,'E001-appraisal-1b',date='2026-11-09'); s.ev('E001-list',date='2026-11-09'); arcdate(s,'name-list','2026-11-10','2026-11-09')
    s.add('archive',''.join('\t<village-file village="%s" kind="%s" date="2026-11-09"/>\n'%(V1,k) for k in('minutes','attendance')))
@O('audit-two-days','exits audited on the 17th, entries on the 17th in another record')
def _(s): splitlist(s,'E001-audit',9,'E001-audit-b')
@O('audit-street','one audit of the whole street, no village')
def _(s): s.ev('E001-audit',village=None)
@O('comparison-street','one comparison record of the county, no village')
def _(s): s.ev('E001-comparison',village=None)
@O('announce-split','exits announced in two lists of different days, each 5 days')
def _(s):
    splitlist(s,'E001-announcement-exit',6,'E001-announcement-exit-b',began='2026-11-19',ended='2026-11-23')
    for h in set(re.findall(r'household="(H\d+)"',s.evblock('E001-announcement-exit-b'))): s.ev('E%s-notice'%h[1:],date='2026-11-25')
    s.sub('archive',r'(ledger="clearance" village="%s"[^>]* date=")[^"]*'%V1,lambda m:m.group(1)+'2026-11-25')
    s.add('archive',''.join('\t<village-file village="%s" kind="%s" date="2026-11-19"/>\n'%(V1,k) for k in('announcement-list','announcement-photo')))
@O('acceptance-two-days','acceptance on two days, half each')
def _(s):
    b=s.evblock('I001-acceptance','inspection'); sm=re.findall(r'\t\t<sample [^>]*/>\n',b); c=b.replace('I001-acceptance','I001-acceptance-b').replace('2026-12-25','2026-12-24')
    for x in sm[:5]: c=c.replace(x,'')
    for x in sm[5:]: b=b.replace(x,'')
    s.text['inspection']=s.text['inspection'].replace(s.evblock('I001-acceptance','inspection'),b+c)
@O('exit-death','an exit whose grandmother died')
def _(s): leave(s,'H00100031','P0010003105','01','2026-06-06','居民死亡医学证明')
@O('exit-birth','an exit with a newborn')
def _(s): baby(s,'H00100006','P0010000609','丁小禾','2','2026-06-06')
@O('return-birth','a returned household with a newborn')
def _(s): baby(s,'H00100003','P0010000309','曹小禾','2','2026-06-06')
@O('clear-death','a cleared household whose grandson was born')
def _(s): baby(s,'H00100004','P0010000409','马小禾','2','2026-06-06','08')
@O('new-baby','a newly entered household has a baby: it is entered with all its members')
def _(s): s.addmem('H00100025',M('P0010002509','李小禾','2','2026-06-06','08',education='06',skill='04')); resize(s,'H00100025')
@O('clear-ground-natural','cleared: the disabled son died, on the ground of natural decrease, below the average')
def _(s):
    h='H00100030'; s.hh(h,RC,ground='natural'); leave(s,h,'P0010003004','01','2026-06-06','居民死亡医学证明'); percap(s,h,'15000')
@O('clear-unexited','cleared from a poor household that had not exited')
def _(s): s.hh('H00100004',('previous',),mark='0',exit_year=None); s.hh('H00100004',RC,exit_year='2026')
@O('birth-30-sep-30-sep-years','born on 30 September and 1 October around every border')
def _(s): s.born('P0010001303','2021-09-30'); s.born('P0010001304','2021-10-01')
@O('student-works-summer','a student of 20 without capacity who worked a month',['LAB-07'],verdict='unknown')
def _(s): s.mem('P0010001903',RC,work_place='02',work_months='1')
@O('old-head-child','head of 70 with a child of 10 as grandson and wife of 45')
def _(s): s.born('P0010001801','1956-09-30')
@O('three-generations','great-grandmother as 祖母, exact 28 years')
def _(s): s.addmem(B,M('P0010001209','曹老太','2','1940-02-02','18',education='01',skill='04'),D3); resize(s,B,D3)
@O('two-mothers','mother and mother-in-law in one household')
def _(s): s.addmem(B,M('P0010001209','杨老太','2','1955-02-02','14',education='01',skill='04'),D3); resize(s,B,D3)
@O('second-child-same-day-cousins','cousins born on one day in two households, other names')
def _(s): s.born('P0010002104','2020-05-07',seq='905')
@O('roll-old-number','on a roll with the 15-digit number of a registered person')
def _(s):
    t=s.tag('P0010001301'); n=attr(t,'number'); s.text['rolls']=s.text['rolls'].replace('number="%s"'%n,'number="%s"'%(n[:6]+n[8:17]))
@O('roll-lower-x','roll number with lower x: a notice',only=['ID-11'])
def _(s):
    m=re.search(r'number="(\d{17})X"',s.text['rolls']); s.text['rolls']=s.text['rolls'].replace(m.group(1)+'X',m.group(1)+'x',1)
@O('period-next','previous register of two years ago period is not asked')
def _(s): s.mem('P0010001201',('previous',),work_months='3')
@O('visit-proxy-consent','the head abroad: the wife agrees, signs, is notified')
def _(s): sig(s,'H00100006',signer='P0010000602',name='何德庆'); s.ev('E00100006-consent',signer_name='何德庆'); s.ev('E00100006-notice',signer_name='何德庆')
@O('photo-no','announcement photo kept, in village, other board')
def _(s): s.ev('E001-announcement-exit',place='柳泉村第三村民小组公示牌')
@O('entry-same-day-all','second posting ended, comparison, feedback, appraisal, announcement began on the 25th (clean order)')
def _(s): s.evedit('E001-comparison',lambda b:b.replace('verified="2026-11-25"','verified="2026-11-25"')+'') if False else s.ev('E00100002-entry',date='2026-12-01')
