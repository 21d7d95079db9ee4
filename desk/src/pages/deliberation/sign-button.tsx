import { Alert, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { messages, type Message } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  sign: { zh: '签发', en: 'Sign' },
  digest: { zh: '您签发的内容的摘要（SHA-256）', en: 'Digest of what you sign (SHA-256)' },
  final: {
    zh: '签发的就是页面上这份内容，签发后不能再改。',
    en: 'You sign what stands on the page; it is not changed again.',
  },
  changed: {
    zh: '您打开之后，内容有改动。请关闭，看过现在的内容再签发。',
    en: 'It has changed since you opened this. Close it, read what it says now, then sign.',
  },
});

type Props = {
  readonly label: Message;
  readonly path: string;
  /** Of what stands on the page, 64 hex digits. */
  readonly digest: string;
  /** Why it cannot be signed now. */
  readonly held?: Message | undefined;
};

/** Signs exactly what stood on the page when the question was asked. */
export function SignButton({ label, path, digest, held }: Props): ReactNode {
  const { say } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <>
      {held !== undefined && <p className="quiet">{say(held)}</p>}
      <Button type="primary" disabled={held !== undefined} onClick={() => setOpen(true)}>
        {say(label)}
      </Button>
      {open && <SignDialog label={label} path={path} digest={digest} close={() => setOpen(false)} />}
    </>
  );
}

function SignDialog({ label, path, digest, close }: Omit<Props, 'held'> & { close(): void }): ReactNode {
  const { say } = useLanguage();
  const act = useAct(CHANGES, close);
  const [seen] = useState(digest);
  const changed = digest !== seen && !act.isPending;
  return (
    <Modal
      open
      title={say(label)}
      okText={say(m.sign)}
      okButtonProps={{ disabled: changed }}
      onOk={() => act.mutate({ path, body: { digest: seen } })}
      onCancel={close}
      confirmLoading={act.isPending}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {act.error && <Failure error={act.error} />}
      {changed && <Alert type="warning" showIcon role="alert" title={say(m.changed)} />}
      <p>{say(m.final)}</p>
      <p className="quiet minutes-digest">
        {say(m.digest)} <code>{seen}</code>
      </p>
    </Modal>
  );
}
