import { formatNumber, formatTime, messages } from '#platform/i18n';
import { Facts, Link, Notice, useT } from '#platform/portal';
import type { LedgerHealth } from '#modules/ledger';
import { opensslCheck } from './openssl-check.ts';

export const ledgerWords = messages({
  title: { zh: '公开账本', en: 'The public ledger' },
  lead: {
    zh: '每一项公开的权力、每一件受理的办件、每一次公开和更正，都在这本账里留下指纹。账本只能往后添加；改动、删除、倒填日期都会被任何一个读者发现。',
    en: 'Every published power, every accepted case, every publication and correction leaves a fingerprint here. The ledger only grows; changing, deleting or back-dating shows to any reader.',
  },
  newest: { zh: '最新检查点', en: 'Newest checkpoint' },
  size: { zh: '条数', en: 'Entries' },
  at: { zh: '时间', en: 'Time' },
  witnesses: { zh: '见证', en: 'Witnesses' },
  kn: { zh: '{k}/{n} 方已签名', en: '{k} of {n} have signed' },
  noWitness: {
    zh: '还没有外部见证方。改动看得出来；但要防止本机关另造一本账给别人看，目前靠读者保存看到过的检查点，与下一次的比对（命令见下面“怎样核验”）。',
    en: 'No outside witness is configured yet. Changes show; but that nobody is shown a second ledger rests for now on readers who keep the checkpoints they saw and compare them with --state.',
  },
  awaiting: { zh: '待见证：{k}/{n} 方已签名', en: 'awaiting witnesses: {k} of {n} have signed' },
  none: { zh: '还没有检查点', en: 'There is no checkpoint yet' },
  stopped: { zh: '账本签名暂停', en: 'Signing is stopped' },
  stoppedWhy: {
    zh: '签名程序发现账本状态不对，自 {at} 起拒绝签名，等待人工处理。公开照常进行，恢复后补存证。',
    en: 'The signer found the ledger not as it should be and refuses to sign since {at}; a person has to decide. Publication goes on and is entered later.',
  },
  inside: { zh: '账本里有什么、没有什么', en: 'What is inside, and what is not' },
  insideText: {
    zh: '每条记录的字段各自加盐做成指纹（SHA-256），公开的字段同时公开内容和盐，不公开的只留指纹。因此个人信息不在账本里，依法删除以后谁也证明不出来；公开的内容改一个字，指纹就对不上。',
    en: 'Each field of a record is salted and hashed by itself (SHA-256). Open fields come with value and salt; of the others only the fingerprint is there. So no personal data lie in the ledger, and what the law has erased cannot be proven by anybody; what is open cannot be changed by a letter.',
  },
  sealed: {
    zh: '检查、处罚等办理中不宜公开的案件，只在办理日志里留指纹，日志的根每十分钟存证一次；决定公开时，一并证明它何时开始。',
    en: 'Inspections, penalties and the like leave their fingerprint in the journal only, whose root is entered every ten minutes; when the decision is published, it is proven when the case began.',
  },
  verify: { zh: '怎样核验', en: 'How to verify' },
  browser: {
    zh: '在浏览器里核验一份记录、回执或证明',
    en: 'Verify a record, receipt or proof in the browser',
  },
  whole: { zh: '用命令核验整本账', en: 'Verify the whole ledger with the command' },
  openssl: {
    zh: '只用 curl 和 OpenSSL 核验检查点签名',
    en: 'Check the signature of the checkpoint with curl and OpenSSL alone',
  },
  files: { zh: '给程序读的文件', en: 'Files for programs' },
  standard: {
    zh: '格式是公开标准 C2SP tlog-tiles、tlog-checkpoint、tlog-proof，任何兼容的工具都能核验。',
    en: 'The formats are the open C2SP standards tlog-tiles, tlog-checkpoint and tlog-proof; any tool that speaks them will do.',
  },
  checkpoint: { zh: '检查点', en: 'Checkpoint' },
  key: { zh: '验证公钥', en: 'Verifier key' },
  policy: { zh: '核验策略', en: 'Policy' },
});

type Props = { readonly health: LedgerHealth; readonly publicUrl: string };

export function LedgerPage({ health: { newest, standstill }, publicUrl }: Props) {
  const t = useT();
  return (
    <article>
      <header className="page-head">
        <h1>{t(ledgerWords.title)}</h1>
        <p className="lead">{t(ledgerWords.lead)}</p>
      </header>
      {standstill !== undefined && (
        <Notice kind="warn" title={t(ledgerWords.stopped)}>
          <p>{t(ledgerWords.stoppedWhy, { at: formatTime(standstill.since) })}</p>
        </Notice>
      )}
      <section aria-labelledby="newest">
        <h2 id="newest">{t(ledgerWords.newest)}</h2>
        {newest === undefined ? (
          <p className="quiet">{t(ledgerWords.none)}</p>
        ) : (
          <>
            <Facts
              items={[
                { term: t(ledgerWords.size), value: formatNumber(Number(newest.size)) },
                { term: t(ledgerWords.at), value: formatTime(newest.at) },
                {
                  term: t(ledgerWords.witnesses),
                  value:
                    newest.wanted === 0
                      ? t(ledgerWords.noWitness)
                      : t(newest.witnesses < newest.wanted ? ledgerWords.awaiting : ledgerWords.kn, {
                          k: newest.witnesses,
                          n: newest.wanted,
                        }),
                },
              ]}
            />
            <Code text={newest.note} label={t(ledgerWords.checkpoint)} />
          </>
        )}
      </section>
      <section aria-labelledby="inside">
        <h2 id="inside">{t(ledgerWords.inside)}</h2>
        <p>{t(ledgerWords.insideText)}</p>
        <p>{t(ledgerWords.sealed)}</p>
      </section>
      <section aria-labelledby="how">
        <h2 id="how">{t(ledgerWords.verify)}</h2>
        <p>
          <Link href="/verify">{t(ledgerWords.browser)}</Link>
        </p>
        <h3>{t(ledgerWords.whole)}</h3>
        <Code text={verifyCommandOf(publicUrl)} label={t(ledgerWords.whole)} />
        <h3>{t(ledgerWords.openssl)}</h3>
        <Code text={opensslCheck(publicUrl)} label={t(ledgerWords.openssl)} />
      </section>
      <section aria-labelledby="files">
        <h2 id="files">{t(ledgerWords.files)}</h2>
        <p>{t(ledgerWords.standard)}</p>
        <ul className="links">
          <li>
            <Link href="/ledger/checkpoint">{t(ledgerWords.checkpoint)}</Link>
          </li>
          <li>
            <Link href="/ledger/vkey">{t(ledgerWords.key)}</Link>
          </li>
          <li>
            <Link href="/ledger/policy">{t(ledgerWords.policy)}</Link>
          </li>
        </ul>
      </section>
    </article>
  );
}

/** The command that reads the whole log and remembers what it saw, so that the next visit proves nothing was rewritten. */
export function verifyCommandOf(publicUrl: string): string {
  return `npm run cli -- verify --url ${publicUrl} --full --state seen.txt`;
}

export function Code({ text, label }: { text: string; label: string }) {
  return (
    <pre
      className="code"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <code>{text}</code>
    </pre>
  );
}
