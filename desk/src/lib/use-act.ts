import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { z } from 'zod';
import { messages } from '#platform/i18n';
import { api, ApiRefusal, Nothing } from './api.ts';
import { useLanguage } from './language.tsx';

const m = messages({ done: { zh: '已记录', en: 'Recorded' } });

type Call = {
  readonly path: string;
  readonly method?: 'POST' | 'PUT';
  readonly body?: unknown;
  readonly ifMatch?: number;
};

/** One act of staff; afterwards everything it may have touched is read anew, also when somebody was faster. */
export function useAct(
  keys: readonly string[],
  then: () => void = () => undefined,
): UseMutationResult<unknown, Error, Call> {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const refresh = (): Promise<unknown> =>
    Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  return useMutation({
    mutationFn: ({ path, method = 'POST', body = {}, ifMatch }: Call) =>
      api(path, {
        method,
        body,
        schema: z.union([z.unknown(), Nothing]),
        ...(ifMatch === undefined ? {} : { ifMatch }),
      }),
    onSuccess: async () => {
      await refresh();
      void message.success(say(m.done));
      then();
    },
    onError: (error) => {
      if (error instanceof ApiRefusal && [409, 412].includes(error.problem.status)) void refresh();
    },
  });
}
