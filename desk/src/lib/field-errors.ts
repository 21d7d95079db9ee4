import type { FormInstance } from 'antd';
import { ApiRefusal } from './api.ts';

/** Puts the refusals of the server at their fields; what was typed stays. `names` are the fields the form has. */
export function showFieldErrors(form: FormInstance, error: Error, names: readonly string[]): void {
  if (!(error instanceof ApiRefusal)) return;
  const refused = error.problem.fields ?? [];
  form.setFields(
    names.map((name) => ({
      name: name.split('/'),
      errors: refused.filter((field) => field.path === name).map((field) => field.message),
    })),
  );
}
