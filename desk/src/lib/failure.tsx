import { Alert, Button, Skeleton, type FormInstance } from 'antd';
import { useEffect, useRef, type ComponentRef, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { ApiRefusal } from './api.ts';
import { showFieldErrors } from './field-errors.ts';
import { useLanguage } from './language.tsx';

const m = messages({
  failed: { zh: '没有读到内容。', en: 'Nothing could be read.' },
  again: { zh: '再试一次', en: 'Try again' },
  login: { zh: '在新页重新登录', en: 'Log in again on a new page' },
  kept: {
    zh: '登录已过期。您填写的内容还在：登录后回到这一页，再办一次。',
    en: 'You were logged out. What you typed is still here: log in, come back to this page and try again.',
  },
  id: { zh: '请求编号 {id}', en: 'request {id}' },
  offline: {
    zh: '连不上服务器，请检查网络。您填写的内容还在。',
    en: 'The server cannot be reached. What you typed is still here.',
  },
});

type FailureProps = {
  readonly error: Error;
  readonly retry?: () => void;
  /** What the way on does, when it is not the same thing again. */
  readonly label?: string;
  /** The form that was refused: each field it names says what is wrong with it. */
  readonly form?: FormInstance;
};

/** A refusal or failure, in words, with the request's number and a way on. */
export function Failure({ error, retry, label, form }: FailureProps): ReactNode {
  const { say } = useLanguage();
  const box = useRef<ComponentRef<typeof Alert>>(null);
  useEffect(() => {
    if (form) showFieldErrors(form, error);
    // in a long form the button is far below what it was refused for
    box.current?.nativeElement.scrollIntoView({ block: 'nearest' });
  }, [form, error]);
  const refusal = error instanceof ApiRefusal ? error.problem : undefined;
  const loggedOut = refusal?.status === 401;
  const fields = refusal?.fields?.filter((field) => field.message !== refusal.title) ?? [];
  return (
    <Alert
      ref={box}
      type="error"
      showIcon
      role="alert"
      title={refusal?.title ?? say(error instanceof TypeError ? m.offline : m.failed)}
      description={
        <>
          {fields.length > 0 && (
            <ul>
              {fields.map((field) => (
                <li key={`${field.path}${field.code}`}>{field.message}</li>
              ))}
            </ul>
          )}
          {loggedOut && (
            <p>
              {say(m.kept)}{' '}
              <a href="/desk/login" target="_blank" rel="noopener">
                {say(m.login)}
              </a>
            </p>
          )}
          {refusal && <span className="quiet">{say(m.id, { id: refusal.requestId })}</span>}
        </>
      }
      action={retry && <Button onClick={retry}>{label ?? say(m.again)}</Button>}
    />
  );
}

type Loaded<T> = { readonly data: T | undefined; readonly error: Error | null; refetch(): unknown };

/** Shows a query: a skeleton while it loads, the failure when it fails, the page when it is there. */
export function Await<T>({
  query,
  children,
}: {
  readonly query: Loaded<T>;
  readonly children: (data: T) => ReactNode;
}): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton active />;
}
