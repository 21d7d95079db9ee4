import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { FormPanel } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { ORGANISATION } from './queries.ts';
import { m } from './words.ts';

type Props<T> = {
  readonly title: string;
  readonly initial: object;
  /** Fields the server may refuse by name. */
  readonly names: readonly string[];
  readonly save: (values: T) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form beside the page: refusals stand at their fields, what was typed stays, the page refreshes when it is saved. */
export function FormDrawer<T extends object>(props: Props<T>): ReactNode {
  const { title, initial, names, save, onClose, children } = props;
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<T>();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ORGANISATION });
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await refresh();
      onClose();
    },
    onError: (error) => showFieldErrors(form, error, names),
  });
  const stale = saving.error instanceof ApiRefusal && saving.error.problem.status === 412;
  return (
    <FormPanel title={title} size={480} form={form} close={onClose}>
      <Form<T>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => saving.mutate(values)}
      >
        {saving.error && (
          <Failure
            error={saving.error}
            {...(stale
              ? {
                  label: say(m.reload),
                  retry: () => {
                    onClose();
                    void refresh();
                  },
                }
              : {})}
          />
        )}
        {children}
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {say(m.save)}
        </Button>
      </Form>
    </FormPanel>
  );
}
