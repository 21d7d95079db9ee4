import { langPath, messages } from '#platform/i18n';
import { Link, useLang, useT } from '#platform/portal';
import { Code, verifyCommandOf } from './ledger-page.tsx';
import { opensslCheck } from './openssl-check.ts';

export const verifyWords = messages({
  title: { zh: '核验', en: 'Verify' },
  lead: {
    zh: '不用相信我们。粘贴记录号、回执或证明，由您自己的浏览器计算：内容有没有被改过，是不是真的在账本里。',
    en: 'You need not trust us. Paste a record id, a receipt or a proof, and your own browser computes whether it was altered and whether it is in the ledger.',
  },
  what: { zh: '记录号、回执或证明', en: 'Record id, receipt or proof' },
  hint: {
    zh: '记录号在每一页底部的存证栏；回执和证明请完整粘贴。',
    en: 'The record id is in the proof line at the foot of every page; paste receipts and proofs whole.',
  },
  file: { zh: '或者选择文件', en: 'Or choose a file' },
  submit: { zh: '核验', en: 'Verify' },
  noScript: {
    zh: '您的浏览器没有运行脚本，这里不能计算。请下载证明，用下面的命令核验。',
    en: 'Scripts do not run in your browser, so nothing can be computed here. Download the proof and use the commands below.',
  },
  stays: {
    zh: '计算都在本机进行，回执内容不会发送给任何人。',
    en: 'Everything is computed on this device; what is in a receipt is sent to nobody.',
  },
  this: { zh: '这份记录', en: 'This record' },
  page: { zh: '打开记录', en: 'Open the record' },
  proof: { zh: '下载证明', en: 'Download the proof' },
  leaf: { zh: '下载叶子', en: 'Download the leaf' },
  tools: { zh: '用其他工具核验', en: 'Check with other tools' },
  command: { zh: '用本平台的命令', en: 'With the command of this platform' },
  openssl: { zh: '只用 curl 和 OpenSSL', en: 'With curl and OpenSSL alone' },
  trust: {
    zh: '在这个页面上核验，用的是本站给出的公钥。要更可靠，请用您自己保存的公钥和见证名单，在别的电脑上运行命令。',
    en: 'On this page the keys are those this site gives. To be surer, run the command elsewhere with keys and witnesses you keep yourself.',
  },
});

type Props = {
  readonly publicUrl: string;
  readonly rid: string | undefined;
  readonly rev: number | undefined;
};

/** `/verify`: computes in the reader's browser when scripts run, and says how to do it elsewhere when they do not. */
export function VerifyPage({ publicUrl, rid, rev }: Props) {
  const t = useT();
  const lang = useLang();
  const record =
    rid === undefined ? undefined : rev === undefined ? `/records/${rid}` : `/records/${rid}/${rev}`;
  return (
    <article>
      <header className="page-head">
        <h1>{t(verifyWords.title)}</h1>
        <p className="lead">{t(verifyWords.lead)}</p>
      </header>
      <form id="verify-form" method="get" action={langPath(lang, '/verify')} className="form narrow">
        <div className="field">
          <label htmlFor="f-what">{t(verifyWords.what)}</label>
          <p className="hint" id="f-what-hint">
            {t(verifyWords.hint)}
          </p>
          <textarea
            id="f-what"
            rows={4}
            aria-describedby="f-what-hint"
            defaultValue={rid ?? ''}
            spellCheck={false}
          />
        </div>
        <div className="field">
          <label htmlFor="verify-file">{t(verifyWords.file)}</label>
          <input id="verify-file" type="file" />
        </div>
        <button type="submit" className="button">
          {t(verifyWords.submit)}
        </button>
        <p className="quiet small">{t(verifyWords.stays)}</p>
      </form>
      <output id="verify-result" className="verify-result" />
      <noscript>
        <p className="notice">{t(verifyWords.noScript)}</p>
      </noscript>
      {record !== undefined && (
        <section aria-labelledby="this">
          <h2 id="this">{t(verifyWords.this)}</h2>
          <p>
            <code>{rid}</code>
          </p>
          <ul className="links">
            <li>
              <Link href={record}>{t(verifyWords.page)}</Link>
            </li>
            <li>
              <Link href={`${record}/proof`}>{t(verifyWords.proof)}</Link>
            </li>
            <li>
              <Link href={`${record}/leaf`}>{t(verifyWords.leaf)}</Link>
            </li>
          </ul>
        </section>
      )}
      <section aria-labelledby="tools">
        <h2 id="tools">{t(verifyWords.tools)}</h2>
        <p>{t(verifyWords.trust)}</p>
        <h3>{t(verifyWords.command)}</h3>
        <Code
          label={t(verifyWords.command)}
          text={`${verifyCommandOf(publicUrl)}${rid === undefined ? '' : `\nnpm run cli -- verify --url ${publicUrl} --record ${rid}`}`}
        />
        <h3>{t(verifyWords.openssl)}</h3>
        <Code label={t(verifyWords.openssl)} text={opensslCheck(publicUrl)} />
      </section>
    </article>
  );
}
