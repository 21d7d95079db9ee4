import { parseConfig, type Config } from '#platform/config';
import { explainStartFailure } from './explain.ts';

/** Exit code of a refusal that was explained in one sentence; the supervisor does not start the process again. */
export const REFUSED = 78;

/** Runs one process: `start` answers with what ends it; SIGTERM and SIGINT end it in order. */
export function runProcess(start: (config: Config) => Promise<{ stop(): Promise<void> }>): void {
  const begun = (async () => start(parseConfig(process.env)))();
  begun.then(
    (running) => {
      let ending = false;
      const end = (): void => {
        if (ending) return;
        ending = true;
        running.stop().then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(error);
            process.exit(1);
          },
        );
      };
      process.on('SIGTERM', end);
      process.on('SIGINT', end);
      process.on('disconnect', end);
    },
    (error: unknown) => {
      const text = explainStartFailure(error);
      console.error(text);
      process.exit(text.includes('\n') ? 1 : REFUSED);
    },
  );
}
