"""Edits of the clean street, and what a check of it has to find."""
import json, os, re, subprocess, sys, tempfile, hashlib
SRC=os.environ['HECHA_DATADIR']; HECHA=os.environ['HECHA']
CASES={}
def case(name, why, want=(), unwanted=(), verdict=None, only=None, args=()):
    """want (check, household[, severity]); unwanted: 'CHK' or ('CHK', household); only: nothing but these checks may be found"""
    def put(f):
        assert name not in CASES, name
        CASES[name]=(f,why,list(want),list(unwanted),verdict,only,args); return f
    return put
_cache={}
def _load():
    if not _cache:
        d=os.path.join(SRC,'fixtures/clean')
        for n in os.listdir(d):
            if n.endswith('.xml'): _cache[n[:-4]]=open(os.path.join(d,n),encoding='utf-8').read()
        _cache['plan']=open(os.path.join(SRC,'fixtures/street.xml'),encoding='utf-8').read()
    return _cache
W=(10**0,)
def check(n17):
    w=[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]
    return n17+'10X98765432'[sum(int(a)*b for a,b in zip(n17,w))%11]
def idnum(birth, seq='801', area='379999'):
    return check(area+birth.replace('-','')+seq)
def setattrs(tag, kv):
    for k,v in kv.items():
        k=k.strip('_').replace('_','-')
        tag2=re.sub(r' %s="[^"]*"'%k,'',tag)
        if v is None: tag=tag2
        elif tag2!=tag: tag=re.sub(r' %s="[^"]*"'%k,lambda m:' %s="%s"'%(k,v),tag)
        else:
            m=re.search(r'\s*/?>$',tag); tag=tag[:m.start()]+' %s="%s"'%(k,v)+tag[m.start():]
    return tag
RC=('register','collected')
class Street:
    def __init__(self):
        c=_load(); self.text={k:v for k,v in c.items() if k!='plan'}; self.plan=c['plan']
    def sub(self, doc, pattern, new, count=0):
        self.text[doc],n=re.subn(pattern,new,self.text[doc],count=count,flags=re.S); assert n,(doc,pattern)
    def hh(self, i, docs=RC, **kv):
        for d in docs: self.sub(d,r'<household id="%s"[^>]*>'%i,lambda m:setattrs(m.group(0),kv),1)
    def block(self,doc,i): return re.search(r'\t<household id="%s".*?</household>\n'%i,self.text[doc],re.S).group(0)
    def edit(self,i,f,docs=RC):
        for d in docs:
            old=self.block(d,i); new=f(old); assert old!=new,(d,i); self.text[d]=self.text[d].replace(old,new)
    def part(self,i,el,docs,kv):
        self.edit(i,lambda b:re.sub(r'<%s [^>]*>'%el,lambda m:setattrs(m.group(0),kv),b,count=1),docs)
    def inc(self,i,docs=RC,**kv): self.part(i,'income',docs,kv)
    def liv(self,i,docs=RC,**kv): self.part(i,'living',docs,kv)
    def mem(self,m,docs=RC,**kv):
        for d in docs: self.sub(d,r'<member id="%s"[^>]*>'%m,lambda k:setattrs(k.group(0),kv),1)
    def head(self,h,number,docs=RC,name=None):
        self.hh(h,docs,head_number=number,**({'head_name':name} if name else {}))
    def born(self,m,birth,sex=None,seq=None,docs=('register','collected','previous'),**kv):
        """change the birth date (and number) of somebody everywhere"""
        t=self.text['register']; a=re.search(r'<member id="%s"[^>]*>'%m,t).group(0)
        s=re.search(r'sex="(\d)"',a).group(1) if sex is None else sex
        n=idnum(birth,seq or ('801' if s=='1' else '802'))
        on=re.search(r' number="([^"]*)"',a).group(1)
        for d in docs:
            if 'id="%s"'%m in self.text[d]:
                self.mem(m,(d,),birth=birth,number=n,sex=s)
                self.text[d]=self.text[d].replace('head-number="%s"'%on,'head-number="%s"'%n)
        self.text['rolls']=re.sub(r'number="%s" birth="[^"]*"'%on,'number="%s" birth="%s"'%(n,birth),self.text['rolls'])
        if kv: self.mem(m,RC,**kv)
        return n
    def delmem(self,m,docs=RC):
        for d in docs: self.sub(d,r'\t*<member id="%s"[^>]*/>\n'%m,'',1)
    def addmem(self,h,tag,docs=RC):
        for d in docs: self.edit(h,lambda b:b.replace('\t</household>','\t\t'+tag+'\n\t</household>'),(d,))
    def tag(self,m,doc='register'): return re.search(r'<member id="%s"[^>]*>'%m,self.text[doc]).group(0)
    def ev(self,i,doc='procedure',**kv): self.sub(doc,r'<[a-z-]+ id="%s"[^>]*>'%i,lambda m:setattrs(m.group(0),kv),1)
    def evblock(self,i,doc='procedure'):
        m=re.search(r'\t<([a-z-]+) id="%s"[^>]*?(/>\n|>.*?\t</\1>\n)'%i,self.text[doc],re.S); return m.group(0)
    def evedit(self,i,f,doc='procedure'):
        o=self.evblock(i,doc); n=f(o); assert o!=n,i; self.text[doc]=self.text[doc].replace(o,n)
    def evdel(self,i,doc='procedure'): self.text[doc]=self.text[doc].replace(self.evblock(i,doc),'')
    def item(self,e,h,**kv): self.evedit(e,lambda b:re.sub(r'<item household="%s"[^>]*>'%h,lambda m:setattrs(m.group(0),kv),b))
    def delitem(self,e,h): self.evedit(e,lambda b:re.sub(r'\t*<item household="%s"[^>]*/>\n'%h,'',b))
    def additem(self,e,h,cls,extra=''):
        self.evedit(e,lambda b:re.sub(r'^(\t<[^>]*>\n)',lambda m:m.group(1)+'\t\t<item household="%s" class="%s"%s/>\n'%(h,cls,extra),b,count=1))
    def add(self,doc,text,before=False):
        root=re.search(r'</([a-z]+)>\s*$',self.text[doc]).group(1)
        self.text[doc]=re.sub(r'</%s>\s*$'%root,lambda m:text+'</%s>\n'%root,self.text[doc])
    def drop(self,i,docs):
        for d in docs:
            if d in ('register','collected','previous'): self.text[d]=self.text[d].replace(self.block(d,i),'')
            else: self.text[d]=re.sub(r'\t+<([a-z-]+) [^>]*household="%s"[^>]*?(/>|>.*?</\1>)\n'%i,'',self.text[d],flags=re.S)
    def write(self,d):
        os.makedirs(d+'/records',exist_ok=True)
        for n,t in self.text.items(): open('%s/records/%s.xml'%(d,n),'w',encoding='utf-8').write(t)
        open(d+'/plan.xml','w',encoding='utf-8').write(self.plan)
def run(names):
    env=dict(os.environ,HECHA_DATADIR=SRC)
    wrong=0
    for name in names or list(CASES):
        f,why,want,unwanted,verdict,only,args=CASES[name]
        s=Street()
        try: f(s)
        except Exception as e: print('%-32s BROKEN %r'%(name,e),flush=True); wrong+=1; continue
        with tempfile.TemporaryDirectory(dir='/dev/shm') as d:
            s.write(d)
            db=d+'/h.db'; B=['nice','-n','2',HECHA,'--lang','en','--db',db,'-q']
            i0=subprocess.run(B+['init','--plan',d+'/plan.xml'],capture_output=True,env=env)
            i1=subprocess.run(B+['import',d+'/records'],capture_output=True,env=env)
            p=subprocess.run(B+['check','--format','json',*args],capture_output=True,env=env)
            err=(i0.stderr+i1.stderr+p.stderr).decode()
            try: ans=json.loads(p.stdout.decode())
            except ValueError: ans={'verdict':'none'}
            q=subprocess.run(B+['findings','--format','json'],capture_output=True,env=env)
            try: found=json.loads(q.stdout.decode())
            except ValueError: found=[]
            named={}
            for w in want: # a fault of an event stands at the event, and is named at every household on its list
                if w[1] and not any(x['check']==w[0] and w[1] in (x.get('household'),x.get('village'),x.get('member')) for x in found):
                    k=subprocess.run(B+['findings','--format','json','--household',w[1]],capture_output=True,env=env)
                    try: named[w[1]]={x['check'] for x in json.loads(k.stdout.decode())}
                    except ValueError: named[w[1]]=set()
        bad=[]
        nc=[(c['id'],c['answer']) for c in ans.get('checks',[]) if c['answer'] not in('pass','fail','not-applicable')]
        if 'reject' in err.lower(): bad.append('REJECTED '+err[:300])
        for w in want:
            hits=[x for x in found if x['check']==w[0] and (not w[1] or w[1] in (x.get('household'),x.get('village'),x.get('member')))]
            if not hits and w[0] not in named.get(w[1],()): bad.append('no %s %s'%w[:2])
            elif hits and len(w)>2 and not any(x['severity']==w[2] for x in hits): bad.append('%s is %s'%(w[0],hits[0]['severity']))
        for u in unwanted:
            c,h=(u,None) if isinstance(u,str) else u
            bad+=['%s %s %s'%(c,x.get('household') or x.get('village'),x.get('member') or '') for x in found if x['check']==c and (not h or h==x.get('household'))][:3]
        if only is not None: bad+=['also %s %s'%(x['check'],x.get('household')) for x in found if x['check'] not in only][:6]
        v=ans.get('verdict')
        if verdict and (v=='met' if verdict=='other than met' else v!=verdict): bad.append('verdict %s, right: %s'%(v,verdict))
        bad+=['braces '+x['check'] for x in found if re.search(r'\{[a-z_]+(\|[a-z-]+)?\}',x.get('message',''))]
        summ={}
        for x in found: summ.setdefault(x['check'],set()).add((x.get('household') or x.get('village') or '')[-5:])
        print('%-32s %s   [%s; %s%s]'%(name,'right' if not bad else 'WRONG: '+'; '.join(bad[:5]),v,' '.join('%s:%s'%(k,','.join(sorted(z)[:4])+('+%d'%(len(z)-4) if len(z)>4 else '')) for k,z in sorted(summ.items())),(' NC:'+str(nc[:4])) if nc else ''),flush=True)
        wrong+=bool(bad)
    print('%d cases, %d wrong'%(len(names or CASES),wrong))
    return 1 if wrong else 0
