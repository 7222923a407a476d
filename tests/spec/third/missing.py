"""Missing facts: a fact that is not there is never a pass."""
from base import *
A='H00100001'; B='H00100012'
OTM='other than met'
# --- one record blank, others have it: a finding
HHF=['villager-group','head-id','head-name','head-number','size','attribute','standard','mark','first-year','main-cause','phone','responsible','class']
OWN={'main-cause':'CAU-01','responsible':'HH-16','head-id':None,'head-name':None,'head-number':None,'size':None,'villager-group':None,'standard':None,'responsible':'HH-16'}
for k in HHF:
    w=OWN.get(k,'HH-13')
    def _(s,k=k): s.hh(B,RC,**{k.replace('-','_'):None})
    case('m-hh-'+k,'household without '+k,[(w,B)] if w else [],verdict='not-met' if w else OTM)(_)
for k in 'cultivated-land forest-land returned-forest orchard grassland water-area floor-area road-distance production-power living-power broadcast toilet dangerous-house water-difficulty water-safe cooperative leading-enterprise leader-driven road-type fuel'.split():
    def _(s,k=k): s.liv(B,RC,**{k.replace('-','_'):None})
    case('m-liv-'+k,'living without '+k,[('HH-13',B)],verdict='not-met')(_)
for k in 'nation health relation political resident-medical employee-medical resident-pension employee-pension serious-illness-insurance commercial-medical low-income mandarin abroad medical-relief other-health-aid hardship skill education'.split():
    def _(s,k=k): s.mem('P0010001201',RC,**{k.replace('-','_'):None})
    case('m-mem-'+k,'a working member without '+k,[('HH-13',B)] if k not in('relation','education') else [(('EDU-03' if k=='education' else 'HH-01'),B)],verdict=OTM)(_)
for k in 'wage-income business-income property-income transfer-income business-cost total-income net-income per-capita-income allowance-income pension-income dividend-income'.split():
    def _(s,k=k): s.inc(B,RC,**{k.replace('-','_'):None})
    case('m-inc-'+k,'income without '+k,[('INC-06',B)] if k not in('allowance-income','pension-income','dividend-income') else [],verdict=OTM)(_)
for k,w in [('food-secured','STD-03'),('clothing-secured','STD-03'),('house-grade','STD-06'),('water-safe','STD-07'),('measures',None),('relocated',None),('disaster',None)]:
    def _(s,k=k): s.liv(A,RC,**{k.replace('-','_'):None})
    case('m-exit-'+k,'exit without '+k,[],verdict=OTM)(_)
for t,n in [('\u3000','ideographic'),(' ','blank'),('\u200b','zero-width'),('无','none')]:
    for k in ('phone','villager-group','head-name'):
        def _(s,k=k,t=t): s.hh(B,RC,**{k.replace('-','_'):t})
        case('m-blank-%s-%s'%(k,n),'%s is only %r'%(k,t),[],verdict=OTM)(_)
# --- the whole column missing
def col(name,docs,el,k,why='column not delivered'):
    def _(s):
        for d in docs: s.text[d]=re.sub(r'(<%s [^>]*?) %s="[^"]*"'%(el,k),r'\1',s.text[d])
    case('m-col-%s'%name,'%s@%s nowhere in %s'%(el,k,docs[0]),verdict=OTM)(_)
for k in 'size attribute standard mark first-year exit-year main-cause phone responsible class head-number head-name account valid ground return-cause return-year'.split(): col('household-'+k,RC,'household',k)
for k in 'sex birth number relation education health skill schooling resident-medical employee-medical serious-illness-insurance low-income hardship medical-relief work-place work-months serviceman'.split(): col('member-'+k,RC,'member',k)
for k in 'wage-income business-cost total-income net-income per-capita-income ecology-income allowance-income pension-income'.split(): col('income-'+k,RC,'income',k)
for k in 'food-secured clothing-secured water-safe house-grade dangerous-house floor-area living-power road-distance returned-forest'.split(): col('living-'+k,RC,'living',k)
col('review-answer',RC,'review','answer'); col('review-date',RC,'review','date'); col('review-by',RC,'review','by')
for el,ks in {'consent':'agreed date signer-name','notification':'signed date signer-name','data-entry':'date operator','appraisal':'eligible present representatives officials minutes attendance resolved date round','posting':'in-village photo columns began ended round place','announcement':'in-village photo columns began ended','street-audit':'plan resolved date','comparison':'date','department':'date code2','item':'class result votes-for shown','hit':'village-fed-back household-fed-back verdict verified','objection':'settled date outcome'}.items():
    for k in ks.split():
        if k=='code2': continue
        col('proc-%s-%s'%(el,k),('procedure',),el,k)
for el,ks in {'visit':'date form time','investigator':'staff','signature':'signer name own-hand date','application':'handwritten writer signed date signer-name','natural-change':'reason proof date member','change':'new field2'}.items():
    for k in ks.split():
        if k=='field2': continue
        col('coll-%s-%s'%(el,k),('collection',),el,k)
for el,ks in {'person':'role number','training':'date level'}.items():
    for k in ks.split(): col('staff-%s-%s'%(el,k),('staff',),el,k)
for el,ks in {'inspection-record':'date plan level','sample':'result'}.items():
    for k in ks.split(): col('insp-%s-%s'%(el,k),('inspection',),el,k)
for el,ks in {'paper':'signed','ledger-line':'member','village-file':'date'}.items():
    for k in ks.split(): col('arc-%s-%s'%(el,k),('archive',),el,k)
for el,ks in {'problem':'verified verdict rectified marked'}.items():
    for k in ks.split(): col('prob-%s-%s'%(el,k),('problems',),el,k)
for k in ('number','name'): col('roll-'+k,('rolls',),'roll-entry',k)
# previous register columns
for k in 'mark exit-year first-year'.split(): col('prev-household-'+k,('previous',),'household',k)
for k in 'schooling number'.split(): col('prev-member-'+k,('previous',),'member',k)
col('prev-pc',('previous',),'income','per-capita-income')
# --- whole documents
for d in 'archive collected collection inspection previous problems procedure rolls staff register'.split():
    def _(s,d=d): del s.text[d]
    case('m-doc-'+d,'no '+d,verdict=OTM)(_)
for d,el in [('procedure','consent'),('procedure','notification'),('procedure','data-entry'),('procedure','appraisal'),('procedure','posting'),('procedure','announcement'),('procedure','name-list'),('procedure','street-audit'),('procedure','comparison'),('collection','visit'),('collection','application'),('collection','natural-change'),('archive','folder'),('archive','village-file'),('archive','ledger-line'),('staff','training'),('staff','person'),('inspection','inspection-record'),('problems','problem'),('rolls','roll-entry'),('register','village'),('procedure','department'),('procedure','item'),('collection','signature'),('collection','investigator'),('register','living'),('register','income'),('register','review'),('register','member'),('inspection','sample'),('staff','attendee'),('archive','paper')]:
    def _(s,d=d,el=el): 
        ds=RC if d=='register' else (d,)
        for x in ds: s.text[x]=re.sub(r'\t*<%s(?: [^>]*?)?(?:/>|>.*?</%s>)\n'%(el,el),'',s.text[x],flags=re.S)
    case('m-none-%s-%s'%(d,el),'no %s at all in %s'%(el,d),verdict=OTM)(_)
# --- one event without a date
for n,e,doc,k,w,h in [('visit',visit(A),'collection','date','PRC-22',A),('application','A00100002','collection','date','FRM-09','H00100002'),('change','N00100014','collection','date','NAT-01','H00100014'),('consent','E00100001-consent','procedure','date','PRC-09',A),('appraisal','E001-appraisal-1','procedure','date','PRC-22',A),('posting-began','E001-posting-1','procedure','began','PRC-22',A),('posting-ended','E001-posting-1','procedure','ended','PRC-22',A),('audit','E001-audit','procedure','date','PRC-22',A),('posting2','E001-posting-2','procedure','ended','PRC-22','H00100002'),('comparison','E001-comparison','procedure','date','PRC-22','H00100002'),('announcement','E001-announcement-exit','procedure','began','PRC-22',A),('announcement2','E001-announcement-entry','procedure','ended','PRC-22','H00100002'),('notice','E00100001-notice','procedure','date','PRC-22',A),('entry','E00100001-entry','procedure','date','PRC-22',A),('appraisal2','E001-appraisal-2','procedure','date','PRC-22','H00100002'),('list','E001-list','procedure','date','PRC-22',''),('training','T001','staff','date','PRC-22',''),('inspection','I001-acceptance','inspection','date',None,'')]:
    def _(s,e=e,doc=doc,k=k): s.ev(e,doc,**{k:None})
    case('m-date-'+n,'without its '+k,[(w,h)] if w else [],verdict='not-met')(_)
@case('m-date-signature','signature without date',[('PRC-22',A)],verdict='not-met')
def _(s): sig(s,A,date=None)
for k,w in [('village-fed-back','PRC-13'),('household-fed-back','PRC-13'),('verified','PRC-14'),('verdict','PRC-14')]:
    @case('m-hit-'+k,'hit without '+k,[(w,'H00100009')],verdict='not-met')
    def _(s,k=k): s.evedit('E001-comparison',lambda b:re.sub(r' %s="[^"]*"'%k,'',b))
for k,w in [('settled','PRC-10'),('outcome',None)]:
    @case('m-objection-'+k,'objection without '+k,[(w,'')] if w else [],verdict=OTM)
    def _(s,k=k): s.evedit('E001-posting-1',lambda b:re.sub(r' %s="[^"]*"'%k,'',b))
# --- one event without another fact
for n,e,doc,k,w,h in [('agreed','E00100001-consent','procedure','agreed','PRC-09',A),('signed','E00100001-notice','procedure','signed','PRC-16',A),('minutes','E001-appraisal-1','procedure','minutes','PRC-07',A),('attendance','E001-appraisal-1','procedure','attendance','PRC-07',A),('resolved','E001-appraisal-1','procedure','resolved','PRC-07',A),('eligible','E001-appraisal-1','procedure','eligible','PRC-07',A),('present','E001-appraisal-1','procedure','present','PRC-07',A),('representatives','E001-appraisal-1','procedure','representatives','PRC-08',''),('in-village','E001-posting-1','procedure','in-village','PRC-18',''),('photo','E001-posting-1','procedure','photo','PRC-18',''),('columns','E001-posting-1','procedure','columns',None,''),('plan','E001-audit','procedure','plan','PRC-11',A),('audit-resolved','E001-audit','procedure','resolved','PRC-11',A),('form',visit(A),'collection','form','FRM-06',A),('handwritten','A00100002','collection','handwritten','FRM-08','H00100002'),('writer','A00100002','collection','writer','FRM-08','H00100002'),('app-signed','A00100002','collection','signed','FRM-09','H00100002'),('reason','N00100014','collection','reason','NAT-01','H00100014'),('proof','N00100014','collection','proof','NAT-01','H00100014'),('nc-signed','N00100014','collection','signed',None,''),('nc-form','N00100014','collection','form','FRM-06','H00100014'),('nc-member','N00100014','collection','member',None,''),('role','S001005','staff','role',None,''),('problem-verified','Q00100006','problems','verified','FIX-01','H00100006'),('problem-verdict','Q00100006','problems','verdict','FIX-01','H00100006'),('problem-rectified','Q00100006','problems','rectified','FIX-02','H00100006'),('problem-marked','Q00100006','problems','marked','FIX-03','H00100006')]:
    def _(s,e=e,doc=doc,k=k): s.ev(e,doc,**{k.replace('-','_'):None})
    case('m-fact-'+n,'%s without %s'%(e,k),[(w,h)] if w else [],verdict=OTM)(_)
for k,w in [('signer',None),('name',None),('own-hand',None)]:
    @case('m-sig-'+k,'household signature without '+k,verdict=OTM)
    def _(s,k=k): sig(s,A,**{k.replace('-','_'):None})
@case('m-review-answer','review without an answer',[('STD-09',A)],verdict='not-met')
def _(s):
    for d in RC: s.edit(A,lambda b:b.replace('situation="E5" answer="0"','situation="E5"'),(d,))
@case('m-sample-result','acceptance sample without result',verdict=OTM)
def _(s): s.evedit('I001-acceptance',lambda b:b.replace('<sample household="%s" result="passed"/>'%A,'<sample household="%s"/>'%A),'inspection')
@case('m-item-result','appraisal item without result',verdict=OTM)
def _(s): s.item('E001-appraisal-1',A,result=None)
@case('m-audit-item-result','audit item without result',verdict=OTM)
def _(s): s.item('E001-audit',A,result=None)
@case('m-item-votes','appraisal item without votes for',verdict=OTM)
def _(s): s.item('E001-appraisal-1',A,votes_for=None)
@case('m-paper-signed','visit record without "signed"',[('ARC-01',A)],verdict='not-met')
def _(s): s.sub('archive',r'(<folder household="%s".*?kind="visit-record"[^>]*) signed="true"'%A,r'\1',1)
@case('m-file-date','posting photo without date and round',[('ARC-03','')],verdict='not-met')
def _(s): s.sub('archive',r'(<village-file village="%s" kind="posting-photo") date="2026-11-10" round="1"'%V1,r'\1',1)
