import { App, Drawer, Modal, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from './language.tsx';

const m = messages({
  title: { zh: '关闭并放弃填写的内容？', en: 'Close and lose what you filled in?' },
  lost: {
    zh: '这里填写的内容还没有提交，关闭以后找不回来。',
    en: 'It has not been sent and cannot be brought back.',
  },
  stay: { zh: '继续填写', en: 'Go on writing' },
  leave: { zh: '放弃并关闭', en: 'Close and lose it' },
});

type FormOf = Pick<FormInstance, 'isFieldsTouched' | 'submit'>;
type Props = {
  readonly title: ReactNode;
  readonly form: FormOf;
  readonly children: ReactNode;
  close(): void;
};

/** What Esc, the cross and 取消 do: they close a form nobody touched and ask before anything filled in is lost. */
function useClose(form: FormOf, close: () => void): () => void {
  const { say } = useLanguage();
  const { modal } = App.useApp();
  return () => {
    if (form.isFieldsTouched())
      modal.confirm({
        title: say(m.title),
        content: say(m.lost),
        okText: say(m.leave),
        okButtonProps: { danger: true, type: 'default' },
        cancelText: say(m.stay),
        cancelButtonProps: { type: 'primary' },
        autoFocusButton: 'cancel',
        onOk: close,
      });
    else close();
  };
}

type DialogProps = Props & {
  readonly okText: string;
  /** While the form is being sent. */
  readonly pending: boolean;
  /** Whether sending is not possible now. */
  readonly disabled?: boolean;
  /** What the way out is called, where 取消 would read as the act itself. */
  readonly closeText?: string;
};

/** Every dialog of the desk with something to fill in; `close` is called by whoever sent it, or by who gives it up. */
export function FormDialog({
  title,
  form,
  okText,
  pending,
  disabled,
  closeText,
  close,
  children,
}: DialogProps): ReactNode {
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ disabled: disabled === true }}
      {...(closeText !== undefined && { cancelText: closeText })}
      onOk={() => form.submit()}
      onCancel={useClose(form, close)}
      confirmLoading={pending}
      destroyOnHidden
    >
      {children}
    </Modal>
  );
}

/** The same at the side of the page, for longer forms; its button stands in the form. */
export function FormPanel({
  title,
  form,
  size,
  close,
  children,
}: Props & { readonly size: number }): ReactNode {
  return (
    <Drawer
      open
      title={title}
      size={size}
      onClose={useClose(form, close)}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {children}
    </Drawer>
  );
}
