import type { ReactNode } from 'react';
import { AsOfBand, Band } from '../components/bands.tsx';
import { Clock } from '../components/clock.tsx';
import { DiffTable } from '../components/diff-table.tsx';
import { CheckAnswers, ErrorSummary, Field, Form, Steps } from '../components/forms.tsx';
import { FilterBar, Pager, SearchBox, Tabs } from '../components/navigation.tsx';
import { Empty, Notice } from '../components/notice.tsx';
import { PersonLine } from '../components/person-line.tsx';
import { ProofStrip } from '../components/proof-strip.tsx';
import { ReceiptPanel } from '../components/receipt-panel.tsx';
import { StatusWord } from '../components/status-word.tsx';
import { VersionLine } from '../components/version-line.tsx';
import { Withheld } from '../components/withheld.tsx';
import type { PageInput } from '../render-page.tsx';
import { isStatusCode, statusWords } from '../status-words.ts';
import { CasePage } from '../views/case-page.tsx';
import { ErrorView } from '../views/error-view.tsx';
import { HomePage } from '../views/home-page.tsx';
import { LateListPage } from '../views/late-list-page.tsx';
import { PowerPage } from '../views/power-page.tsx';
import { clocks, day, proof } from './samples.tsx';
import { caseFile, decided, home, lateList, power } from './view-samples.tsx';

/** Every piece in every state and every page kind, by address. Served by tests only. */
export const gallery: Readonly<Record<string, PageInput>> = {
  '/': { title: '首页', body: <HomePage {...home} />, query: null },
  '/powers/130121901001': {
    title: power.name,
    section: 'powers',
    body: <PowerPage {...power} />,
    jsonHref: `/records/${proof.rid}`,
  },
  '/cases/TS-2026-000231': {
    title: caseFile.number,
    section: 'cases',
    body: <CasePage {...caseFile} />,
    jsonHref: `/records/${proof.rid}`,
  },
  '/cases/decided': { title: decided.number, section: 'cases', body: <CasePage {...decided} /> },
  '/obligations': {
    title: { zh: '应公开', en: 'To be published' },
    section: 'obligations',
    body: <LateListPage {...lateList} />,
  },
  '/pieces': { title: { zh: '构件', en: 'Pieces' }, bands: <Bands />, body: <Pieces /> },
  '/form': { title: { zh: '申请', en: 'Apply' }, body: <WrongForm />, query: null },
  '/check': { title: { zh: '核对', en: 'Check' }, body: <Check /> },
  '/receipt': { title: { zh: '收件凭证', en: 'Receipt' }, body: <Receipt /> },
  '/missing': {
    title: { zh: '没有这一页', en: 'Missing' },
    body: <ErrorView status={404} requestId="abc" />,
    query: null,
  },
  '/broken': {
    title: { zh: '出错', en: 'Failed' },
    body: <ErrorView status={500} requestId="Zx81qP-3mQ2k" />,
  },
  '/forbidden': { title: { zh: '不能查看', en: 'Forbidden' }, body: <ErrorView status={403} /> },
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Bands() {
  return (
    <>
      <AsOfBand day={day('2026-06-30')} nowHref="/powers/130121901001" />
      <Band kind="late">账本签名暂停。</Band>
    </>
  );
}

function Pieces() {
  return (
    <>
      <h1>Pieces 构件</h1>
      <Part title="Status words">
        <p className="shelfmark">
          {Object.keys(statusWords).map(
            (code) => isStatusCode(code) && <StatusWord key={code} code={code} />,
          )}
        </p>
      </Part>
      <Part title="Clocks">
        {clocks.map(({ name, props }) => (
          <Clock key={name} {...props} />
        ))}
      </Part>
      <Part title="Version lines">
        <VersionLine
          n={1}
          from={day('2025-01-01')}
          until={day('2026-06-30')}
          count={3}
          allHref="/powers/x/versions"
          upcoming={{ n: 3, from: day('2027-01-01'), href: '/powers/x/versions/3' }}
        />
      </Part>
      <Part title="Withheld">
        <p>
          <Withheld ground="保守国家秘密法第十四条" />
        </p>
        <p>
          <Withheld ground="政府信息公开条例第十六条" until={day('2027-01-31')} />
        </p>
        <p>
          <Withheld kind="masked" value="李某" ground="个人信息保护法第二十八条" />
        </p>
        <p>
          <Withheld kind="erased" ground="个人信息保护法第四十七条" />
        </p>
      </Part>
      <Part title="Person">
        <PersonLine
          post="窗口受理岗"
          office="行政审批处"
          staffNo="0408"
          phone="0315-0000000"
          complaint={{ text: '机关纪委', href: '/my' }}
        />
      </Part>
      <Part title="Notices">
        <Notice kind="info">说明文字。</Notice>
        <Notice kind="warn" title="请在12月4日前补正">
          <p>缺少规划确认文件。</p>
        </Notice>
        <Notice kind="late">承诺时限已过。</Notice>
        <Notice kind="done" title="已收到您的材料" />
      </Part>
      <Part title="Lists">
        <SearchBox large id="q-gallery" value="成品油" />
        <Tabs
          label="tabs"
          items={[
            { href: '/cases?state=open', label: '在办', count: 63, current: true },
            { href: '/cases?state=closed', label: '办结', count: 1_204 },
          ]}
        />
        <FilterBar
          action="/powers"
          fields={[
            {
              kind: 'select',
              name: 'type',
              label: '类型',
              value: '01',
              options: [
                { value: '', label: '全部' },
                { value: '01', label: '行政许可' },
              ],
            },
            { kind: 'date', name: 'asOf', label: '截至哪一天', value: '2026-06-30' },
          ]}
        />
        <Empty title="没有符合条件的职权">
          <p>换一个说法，或者清除筛选条件。</p>
        </Empty>
        <Pager first="/powers" next="/powers?after=abc" />
      </Part>
      <Part title="Difference">
        <DiffTable
          caption="第2版与第3版"
          beforeHead="第 2 版"
          afterHead="第 3 版"
          rows={[
            {
              label: '承诺时限',
              change: 'changed',
              before: [
                { kind: 'removed', text: '15' },
                { kind: 'same', text: ' 个工作日' },
              ],
              after: [
                { kind: 'added', text: '10' },
                { kind: 'same', text: ' 个工作日' },
              ],
            },
            { label: '材料：消防验收文件', change: 'removed', before: '复印件 1 份' },
            { label: '共享核验', change: 'added', after: '营业执照不再提交' },
            { label: '收费', change: 'same', before: '不收费', after: '不收费' },
          ]}
        />
      </Part>
      <ProofStrip {...proof} />
      <ProofStrip {...proof} index={48_214} state="awaiting-witness" witnesses={{ have: 0, of: 2 }} />
    </>
  );
}

function WrongForm() {
  return (
    <div className="narrow">
      <ErrorSummary
        errors={[
          { name: 'uscc', message: '统一社会信用代码应为18位，请对照营业执照填写' },
          { name: 'kind', message: '请选择申请人类型' },
        ]}
      />
      <Steps k={1} n={4} title="您是谁" backHref="/powers/130121901001" />
      <Form action="/form" submit="下一步" files hidden={{ draft: 'x' }} autosave="/form/autosave">
        <Field
          kind="radio"
          name="kind"
          label="申请人类型"
          error="请选择申请人类型"
          options={[
            { value: 'legal', label: '法人', hint: '公司、事业单位、社会团体' },
            { value: 'other', label: '其他组织' },
          ]}
        />
        <Field
          kind="text"
          name="uscc"
          label="统一社会信用代码"
          hint="18位，在营业执照上"
          value="9113"
          error="统一社会信用代码应为18位，请对照营业执照填写"
          width="medium"
        />
        <Field kind="text" name="name" label="名称" value={'<b>"某某"</b>'} />
        <Field kind="date" name="since" label="成立日期" />
        <Field kind="number" name="tanks" label="油罐数量" value="3" />
        <Field
          kind="select"
          name="district"
          label="所在县区"
          value="130203"
          options={[
            { value: '130202', label: '路南区' },
            { value: '130203', label: '路北区' },
          ]}
        />
        <Field kind="textarea" name="note" label="需要说明的" optional />
        <Field
          kind="checkbox"
          name="agree"
          label="承诺"
          value={['true']}
          options={[{ value: 'true', label: '以上内容真实，愿意承担相应责任' }]}
        />
        <Field
          kind="file"
          name="licence"
          label="危险化学品经营许可证"
          hint="PDF 或者照片，每个不超过 20 MB"
          kept={[{ name: '许可证.pdf（1.2 MB）', key: 'a1' }]}
          dropLabel="移除"
        />
      </Form>
    </div>
  );
}

function Check() {
  return (
    <div className="narrow">
      <Steps k={4} n={4} title="提交前核对" backHref="/form" />
      <CheckAnswers
        sections={[
          {
            title: '您是谁',
            changeHref: '/form',
            rows: [
              { label: '名称', value: '唐山某某石油有限公司' },
              { label: '统一社会信用代码', value: '91130200DEMO00012X' },
            ],
          },
          { title: '材料', changeHref: '/form?step=2', rows: [{ label: '申请书', value: '申请书.pdf' }] },
        ]}
      />
      <Form action="/check" submit="提交申请">
        <Notice kind="info">提交后立即得到有签名的收件凭证。</Notice>
      </Form>
    </div>
  );
}

function Receipt() {
  return (
    <ReceiptPanel
      code="K7QF-92MD-XTWB-4HRP-8Z"
      at={new Date('2026-11-23T02:02:00Z')}
      qrSvg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21"><path d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0zM9 9h3v3H9z" fill="#1C2024"/></svg>'
      qrLabel="收件凭证二维码"
      downloads={
        <ul className="links">
          <li>
            <a href="/my/receipt.pdf">下载凭证（PDF）</a>
          </li>
          <li>
            <a href="/my/receipt.txt">下载凭证（可供程序验证）</a>
          </li>
        </ul>
      }
      next={<p>机关最迟在2026年11月30日（周一，含当日）告知是否受理；逾期不告知，就视为受理。</p>}
    />
  );
}
