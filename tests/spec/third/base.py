import re
from street import *
from street import Street as S
D3=('register','collected','previous')
V1='379999001001'
def N(name,why,only=(),args=()): return case('n-'+name,why,only=list(only),verdict='met',args=args)
def P(name,why,want,unwanted=(),verdict='not-met',only=None,args=()): return case('p-'+name,why,[w if isinstance(w,tuple) else (w,'') for w in want],list(unwanted),verdict,only,args)
def attr(t,k):
    m=re.search(r' %s="([^"]*)"'%k,t); return m.group(1) if m else None
def f(x): return int(round(float(x or 0)*100))
def y(n): return ('%d.%02d'%(n//100,n%100)) if n>=0 else '-%d.%02d'%(-n//100,-n%100)
TR=['family_planning_grant','allowance_income','hardship_income','pension_income','ecology_income','other_transfer_income','retirement_income','support_income','aged_subsidy','condolence_subsidy','disability_subsidy','serviceman_wage','stable_subsidy','asset_income','short_allowance']
def income(s,h,docs=RC,size=None,**kv):
    """set components, and all sums anew"""
    for d in docs:
        b=s.block(d,h); t=re.search(r'<income [^>]*>',b).group(0)
        n=int(size or attr(re.search(r'<household [^>]*>',b).group(0),'size'))
        g=lambda k:f(kv[k]) if k in kv else f(attr(t,k.replace('_','-')))
        tr=sum(g(k) for k in TR); pr=g('dividend_income')+g('other_property_income')
        tot=g('wage_income')+g('business_income')+pr+tr; net=tot-g('business_cost')
        pc=(net*2+n)//(2*n)
        new=dict(kv,transfer_income=y(tr),property_income=y(pr),total_income=y(tot),net_income=y(net),per_capita_income=y(pc))
        s.inc(h,(d,),**new)
def percap(s,h,pc,docs=RC):
    """net so that the income per person is pc (yuan), through other transfers/ wages scaled"""
    for d in docs:
        b=s.block(d,h); t=re.search(r'<income [^>]*>',b).group(0); n=int(attr(b,'size'))
        want=f(pc)*n; g=lambda k:f(attr(t,k))
        tr0=sum(f(attr(t,k.replace('_','-'))) for k in TR)-g('other-transfer-income')
        base=g('wage-income')+g('business-income')+g('dividend-income')+g('other-property-income')+tr0-g('business-cost')
        kv={}
        rest=want-base
        if rest<0:
            w=g('wage-income')
            cut=min(w-50000,-rest) if w>50000 else 0
            kv['wage_income']=y(w-cut); rest+=cut
        if rest<0:
            bi=g('business-income'); cut=min(bi-g('business-cost'),-rest); kv['business_income']=y(bi-cut); rest+=cut
        assert rest>=0,rest
        income(s,h,(d,),other_transfer_income=y(rest),**kv)
def resize(s,h,docs=RC):
    for d in docs:
        n=len([m for m in re.findall(r'<member [^>]*>',s.block(d,h)) if 'state="removed"' not in m])
        s.hh(h,(d,),size=n); income(s,h,(d,))
def M(mid,name,sex,birth,rel,seq=None,number=None,**kv):
    n=number if number is not None else idnum(birth,seq or ('701' if sex=='1' else '702'))
    base=dict(id=mid,name=name,sex=sex,birth=birth,number_type='01',number=n,relation=rel,nation='汉族',health='01',abroad='0',political='13',low_income='0',hardship='0',resident_medical='1',employee_medical='0',serious_illness_insurance='1',commercial_medical='0',resident_pension='0',employee_pension='0',medical_relief='0',other_health_aid='0',mandarin='1',serviceman='0')
    base.update(kv)
    return '<member '+' '.join('%s="%s"'%(k.replace('_','-'),v) for k,v in base.items() if v is not None)+'/>'
def nc(s,h,m,direction,name,reason,date,proof,birth='',sex='1',number='',rel='99',form=None,**kv):
    a=dict(id='N-'+m,household=h,village='379999001'+h[1:4],direction=direction,member=m,name=name,number=number,birth=birth,sex=sex,relation=rel,reason=reason,date=date,proof=proof,form=form or ('annex-2' if direction=='increase' else 'annex-3'),signed='true')
    a.update(kv)
    s.add('collection','\t<natural-change '+' '.join('%s="%s"'%(k.replace('_','-'),v) for k,v in a.items() if v not in (None,''))+'/>\n')
    s.add('archive','\t<ledger-line ledger="natural-%s" village="%s" household="%s" member="%s" name="%s" date="%s" reason="%s"/>\n'%(direction,a['village'],h,m,name,date or '2026-05-01',proof or '证明'))
def baby(s,h,mid,name,sex,birth,rel='04',**kv):
    s.addmem(h,M(mid,name,sex,birth,rel,education='06',skill='04'))
    nc(s,h,mid,'increase',name,'06',birth,'出生医学证明',birth,sex,attr(s.tag(mid),'number'),rel,**kv); resize(s,h)
def leave(s,h,m,reason,date,proof,**kv):
    t=s.tag(m); s.delmem(m)
    s.text['rolls']=re.sub(r'\t<roll-entry [^>]*number="%s"[^>]*?(/>|>.*?</roll-entry>)\n'%attr(t,'number'),'',s.text['rolls'],flags=re.S)
    s.text['collection']=re.sub(r'\t\t<change member="%s"[^>]*/>\n'%m,'',s.text['collection'])
    nc(s,h,m,'decrease',attr(t,'name'),reason,date,proof,attr(t,'birth'),attr(t,'sex'),attr(t,'number'),attr(t,'relation'),**kv); resize(s,h)
def come(s,h,mid,name,sex,birth,rel,reason,date,proof,seq=None,ncx={},**kv):
    s.addmem(h,M(mid,name,sex,birth,rel,seq,**kv))
    nc(s,h,mid,'increase',name,reason,date,proof,birth,sex,attr(s.tag(mid),'number'),rel,**ncx); resize(s,h)
def rename(s,old,new):
    for k in s.text: s.text[k]=s.text[k].replace('"%s"'%old,'"%s"'%new)
def renum(s,m,new):
    old=attr(s.tag(m),'number')
    for k in s.text: s.text[k]=s.text[k].replace('"%s"'%old,'"%s"'%new)
def visit(h): return 'V'+h[1:]
def sig(s,h,role='household',**kv):
    s.evedit(visit(h),lambda b:re.sub(r'<signature role="%s"[^>]*>'%role,lambda m:setattrs(m.group(0),kv),b),'collection')
def visitdate(s,h,date):
    s.evedit(visit(h),lambda b:re.sub(r' date="[^"]*"',' date="%s"'%date,b),'collection')
def arcdate(s,kind,old,new,rnd=None,vil=V1):
    s.sub('archive',r'(<village-file village="%s" kind="%s" date=")%s("%s)'%(vil,kind,old,' round="%s"'%rnd if rnd else ''),lambda m:m.group(1)+new+m.group(2),1)
def roll(s,rid,kind,name,number,birth,reason=None):
    s.add('rolls','\t<roll-entry id="%s" roll="%s" village="%s" name="%s" number="%s" birth="%s" unit="民政部门"%s'%(rid,kind,V1,name,number,birth,'/>\n' if not reason else '>\n\t\t<reason>%s</reason>\n\t</roll-entry>\n'%reason))
def prob(s,pid,h,check='INC-04',**kv):
    a=dict(id=pid,source='audit',issued='2026-09-15',village='379999001'+h[1:4],household=h,check_id=check,field='transfer-income',verified='2026-11-08',verdict='confirmed',rectified='2026-11-11',marked='2026-12-06',due='2026-12-20')
    ev=kv.pop('evidence',None); a.update(kv)
    s.add('problems','\t<problem '+' '.join('%s="%s"'%(k.replace('_','-'),v) for k,v in a.items() if v)+'>\n\t\t<description>登记有误。</description>\n\t\t<measure>入户核实后更正。</measure>\n'+('\t\t<evidence>%s</evidence>\n'%ev if ev else '')+'\t</problem>\n')
def consent(s,h,date,agreed='true',suffix='x',name='吕凤源'):
    s.add('procedure','\t<consent id="C-%s-%s" household="%s" village="%s" date="%s" agreed="%s" signer-name="%s"/>\n'%(h,suffix,h,V1,date,agreed,name))
