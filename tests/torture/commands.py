#!/usr/bin/env python3
"""What is disturbed: the commands, in which database each begins, and how what
they are given comes to be, when it is first asked for."""
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile

HECHA, DATA = os.environ['HECHA'], os.environ['HECHA_DATADIR']
STREET = os.environ.get('STREET') or os.path.join(DATA, 'fixtures/faulty')
PLAN = os.path.join(DATA, 'fixtures/street.xml')
TOLD = ['--exported', '2026-12-27', '--division', '379999001', '--year', '2026',
        '--source', 'current']
DRAW = ['sample', '--seed', '抽签', '--share', '20', '--by', 'village']
COMMANDS = {
    'init': ['init', '--plan', PLAN],
    'first': ['import', STREET],
    'import': ['import', os.path.join(DATA, 'fixtures/clean/register.xml')],
    'check': ['check', '--full'],
    'findings': ['findings', '--format', 'csv'],
    'page': ['report', 'self-check', '-f', 'html', '-o', '{out}/a.html'],
    'document': ['report', 'acceptance', '-f', 'docx', '-o', '{out}/a.docx'],
    'workbook': ['report', 'problems', '-f', 'xlsx', '-o', '{out}/a.xlsx'],
    'sarif': ['report', 'problems', '-f', 'sarif', '-o', '{out}/a.sarif'],
    'csv': ['report', 'problems', '-f', 'csv', '-o', '{out}/a.csv'],
    'json': ['report', 'problems', '-f', 'json', '-o', '{out}/a.json'],
    'ledgers': ['export', 'register', '-o', '{out}/a.xlsx'],
    # five letters: in a check it has no room at all
    'shown': ['verdict', 'export', '-o', '{out}/a.xml'],
    'seal': ['seal', '-o', '{out}/a.zip'],
    'home': ['import', '{home}'],
    'verdict': ['verdict', '{finding}', '--decision', 'confirmed', '--date',
                '2026-12-16', '--by', '孙知远'],
    'submit': ['submit', '--to', 'https://127.0.0.1:1/', '--retries', '0'],
    'audit': ['audit', PLAN, STREET, '-o', '{out}/a'],
    # a street as tables: a workbook, texts, an old workbook by LibreOffice
    'book': ['import', '{ledger}', *TOLD, '--account', '{out}/a.csv'],
    'texts': ['import', '{texts}', *TOLD],
    'office': ['import', '{old_ledger}', *TOLD],
    'convert': ['convert', '{texts}', *TOLD, '-o', '{out}/c',
                '--save-layout', '{out}/l.xml'],
    'template': ['template', '-o', '{out}/a.xlsx'],
    'tables': ['export', '-f', 'postgresql', '-o', '{out}/pg'],
    'compare': ['compare', '-f', 'xlsx', '-o', '{out}/a.xlsx'],
    'reproduce': ['reproduce', '{finding}', '-o', '{out}/r'],
    'overview': ['report', 'overview', '-o', '{out}/a.html'],
    'frame': ['sample', '--frame', '-o', '{out}/a.csv'],
    'draw': DRAW,
    'replace': ['sample', '--replace', '{drawn}', '--reason', 'not-home'],
    'evaluation': ['report', 'evaluation', '-o', '{out}/a.docx'],
    'rates': ['report', 'evaluation', '-f', 'html', '-o', '{out}/a.html'],
    'field': ['report', 'field', '-o', '{out}/a.xlsx'],
    'keygen': ['keygen', '--name', '测试局', '--passphrase', '{phrase}', '-o',
               '{out}/key'],
    'tokens': ['keygen', '--tokens', '{out}/tokens'],
    'trust': ['trust', 'add', '{key}/certificate.pem'],
    'distrust': ['trust', 'remove', '{certificate}'],
    'usb': ['submit', '--to', '{out}/usb'],
    'cancel': ['outbox', 'cancel', '{package}'],
    'retarget': ['outbox', 'retarget', '{package}', '--to',
                 'https://127.0.0.1:2/'],
    'prune': ['outbox', 'prune', '--keep-days', '0'],
    'receipts': ['outbox', 'receipts', '-o', '{out}/r'],
    'collect': ['collect', '--unsigned', '--receipts', '{out}/usb'],
    # what writes for itself alone, or to who asked
    'verify': ['verify', '--unsigned', '{sealed}'],
    'remade': ['verify', '--unsigned', '{sealed}', '--records', STREET],
    'evaluate': ['evaluate'],
    'outbox': ['outbox', '-f', 'json'],
}
# in which each begins: a street that was checked, or another, or none
BASE = {'first': 'plan', 'book': 'plan', 'texts': 'plan', 'office': 'plan',
        'init': None, 'collect': 'county', 'compare': 'twice', 'draw': 'framed',
        'cancel': 'waiting', 'retarget': 'waiting', 'outbox': 'waiting',
        'prune': 'sent', 'receipts': 'receipted',
        **{n: 'chosen' for n in ('replace', 'evaluation', 'rates', 'field',
                                 'evaluate')}}
# how these come to be, and from which
BASES = {
    'plan': (None, COMMANDS['init']),
    'county': (None, ['collect', '--unsigned', '{empty}']),
    'base': ('plan', COMMANDS['first'], ['check']),
    'twice': ('base', COMMANDS['import'], ['check']),
    'framed': ('base', ['sample', '--frame']),
    'chosen': ('framed', DRAW),
    'waiting': ('base', COMMANDS['submit']),
    'sent': ('base', ['submit', '--to', '{usb}']),
    'receipted': ('sent',
                  "UPDATE hc_outbox SET receipt_document = '<receipt/>'"),
}
# what is done in its folder before
BEFORE = {'distrust': COMMANDS['trust']}
FILLED = {'结论': '属实', '责任人': '孙知远', '核实日期': '2026-12-16'}


def hecha(db, args, **more):
    return subprocess.run([HECHA, '--quiet', '--db', db, *args], check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          **more).stdout


def fill(path):
    """the list as it comes home: each of its findings is confirmed"""
    with zipfile.ZipFile(path) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            if name.startswith('xl/worksheets/sheet'):
                text = data.decode()
                for title, value in FILLED.items():
                    head = re.search(
                        r'<c r="([A-Z]+)4" [^>]*><is><t>%s<' % title, text)
                    text = head and re.sub(
                        r'<c r="(%s(?:[5-9]|\d\d+))" s="(\d+)"/>' % head[1],
                        r'<c r="\1" s="\2" t="inlineStr"><is><t>%s</t></is></c>'
                        % value, text) or text
                data = text.encode()
            z.writestr(name, data)


class Things(dict):
    """what commands are given, each made when a name is first looked up"""

    def __init__(self, work):
        super().__init__(work=work)
        self.work = work

    def __missing__(self, name):
        self[name] = getattr(self, 'make_' + name)()
        return self[name]

    def place(self, name):
        return os.path.join(self.work, name)

    def args(self, words, out='nowhere'):
        return [w.replace('{out}', out).format_map(self) for w in words]

    def base(self, name):
        """the path of a database as so many commands leave it"""
        db = self.place(name + '.db')
        if not os.path.exists(db):
            before, *steps = BASES[name]
            if before:
                shutil.copy(self.base(before), db)
            for step in steps:
                if isinstance(step, list):
                    hecha(db, self.args(step))
                else:
                    self.store(db, step)
            self.store(db, 'PRAGMA wal_checkpoint(TRUNCATE)')
        return db

    @staticmethod
    def store(db, sql):
        with contextlib.closing(sqlite3.connect(db)) as d:
            d.execute(sql)
            d.commit()

    def ask(self, base, sql):
        with contextlib.closing(sqlite3.connect(self.base(base))) as db:
            return db.execute(sql).fetchone()[0]

    def make_home(self):
        hecha(self.base('base'), ['report', 'problems', '-f', 'xlsx', '-o',
                                  self.place('back.xlsx')])
        fill(self.place('back.xlsx'))
        return self.place('back.xlsx')

    def make_finding(self):
        return self.ask('base', 'SELECT id FROM hc_finding')

    def make_package(self):
        return self.ask('waiting', 'SELECT package FROM hc_outbox')

    def make_drawn(self):
        return hecha(self.base('chosen'), ['sample', '-f', 'csv']).decode(
        ).split('\n')[1].split(',')[6]

    def make_ledger(self):
        hecha(self.base('base'), ['export', 'register', '-o',
                                  self.place('ledger.xlsx')])
        return self.place('ledger.xlsx')

    def make_old_ledger(self):
        subprocess.run(['soffice', '--headless', '--convert-to', 'xls',
                        '--outdir', self.work,
                        '-env:UserInstallation=file://' + self.place('office'),
                        self['ledger']], check=True, stdout=subprocess.DEVNULL)
        return self.place('ledger.xls')

    def make_texts(self):
        subprocess.run([
            sys.executable, os.path.join(DATA, 'tests/e2e/national.py'),
            os.path.join(STREET, 'register.xml'), self.folder('texts')],
                       check=True)
        return self.place('texts')

    def folder(self, name):
        os.mkdir(self.place(name))
        return self.place(name)

    def make_phrase(self):
        with open(self.place('phrase'), 'w',
                  opener=lambda p, f: os.open(p, f, 0o600)) as f:
            f.write('eine lange Reihe\n')
        return self.place('phrase')

    def make_key(self):
        hecha('none', self.args(COMMANDS['keygen'], self.work))
        return self.place('key')

    def make_certificate(self):
        env = dict(os.environ, XDG_CONFIG_HOME=self.place('settings'))
        hecha('none', self.args(COMMANDS['trust']), env=env)
        return os.listdir(self.place('settings/hecha/trust'))[0][:-4]

    def make_empty(self):
        return self.folder('empty')

    def make_usb(self):
        return self.folder('usb')

    def make_sealed(self):
        hecha(self.base('base'), ['seal', '-o', self.place('sealed.zip')])
        return self.place('sealed.zip')

    def before(self, name, out, env):
        """what stands in the folder of a command before it runs"""
        if name == 'collect':
            self.base('sent')
            shutil.copytree(self['usb'], os.path.join(out, 'usb'),
                            ignore=shutil.ignore_patterns('*.receipt.xml'))
        if name == 'usb':
            os.mkdir(os.path.join(out, 'usb'))
        if name in BEFORE:
            hecha('none', self.args(BEFORE[name], out), env=env)
