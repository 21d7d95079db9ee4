import { messages } from '#platform/i18n';
import { SearchBox } from '../components/navigation.tsx';
import { Link, useT } from '../scope.tsx';

const words = messages({
  invalid: { zh: '这个请求读不懂', en: 'This request cannot be read' },
  invalidText: {
    zh: '地址或者表单内容不完整。请返回上一页重试，已填写的内容没有丢失。',
    en: 'The address or the form was not complete. Please go back and try again; what you typed is not lost.',
  },
  forbidden: { zh: '您不能查看这一页', en: 'You may not see this page' },
  forbiddenText: {
    zh: '这里的内容只向特定的人公开，例如当事人。若您是当事人，请从“我的办件”用查询码进入。',
    en: 'This is open to certain people only, such as the party to a case. If that is you, open “My case” with your receipt code.',
  },
  missing: { zh: '没有这一页', en: 'There is no such page' },
  missingText: {
    zh: '地址可能有误，或者内容已经移走。已公开的内容从不悄悄删除：若曾经公开过，可以按名称或者编号搜到它和它的去向。',
    en: 'The address may be wrong. Published things are never removed silently: search by name or number to find them, or what became of them.',
  },
  large: { zh: '提交的内容太大', en: 'Too large' },
  largeText: {
    zh: '请减小文件后重新提交，页面上写有每个文件的上限。',
    en: 'Please make the files smaller; the page states the limit for each.',
  },
  often: { zh: '请求过于频繁', en: 'Too many requests' },
  oftenText: {
    zh: '请等一分钟再试。账本、记录和下载不受这个限制。',
    en: 'Please wait a minute. The ledger, records and downloads are not limited.',
  },
  broken: { zh: '这一页暂时出不来', en: 'This page failed' },
  brokenText: {
    zh: '是我们的问题，不是您的。已提交成功的内容不会丢失。请稍后再试；如要反映，请提供下面的编号。',
    en: 'The fault is ours. Nothing that was accepted is lost. Please try again later; if you report it, give the number below.',
  },
  stopped: { zh: '账本签名暂停', en: 'Signing is stopped' },
  stoppedText: {
    zh: '已公开的内容照常查看和核验，新内容在恢复后存证。请稍后再试。',
    en: 'What is published can be read and verified as usual; new entries follow when signing resumes. Please try again later.',
  },
  id: { zh: '编号', en: 'Number' },
  home: { zh: '回首页', en: 'Home' },
  my: { zh: '我的办件', en: 'My case' },
});

const KINDS = {
  400: 'invalid',
  403: 'forbidden',
  404: 'missing',
  413: 'large',
  429: 'often',
  500: 'broken',
  503: 'stopped',
} as const;

export type ErrorStatus = keyof typeof KINDS;

/** Title of an error page, for the document. */
export function errorTitle(status: ErrorStatus) {
  return words[KINDS[status]];
}

/** What happened, what it means, what to do. Never a message of the program; an id only where it helps. */
export function ErrorView({ status, requestId }: { status: ErrorStatus; requestId?: string }) {
  const t = useT();
  const kind = KINDS[status];
  return (
    <div className="narrow error-page">
      <h1>{t(words[kind])}</h1>
      <p>{t(words[`${kind}Text`])}</p>
      {status === 500 && requestId !== undefined && (
        <p>
          <span className="quiet term">{t(words.id)}</span>
          <code>{requestId}</code>
        </p>
      )}
      {status === 404 && <SearchBox large id="q-missing" />}
      <ul className="links">
        <li>
          <Link href="/">{t(words.home)}</Link>
        </li>
        {status === 403 && (
          <li>
            <Link href="/my">{t(words.my)}</Link>
          </li>
        )}
      </ul>
    </div>
  );
}
