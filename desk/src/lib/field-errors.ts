import type { FormInstance } from 'antd';
import { ApiRefusal } from './api.ts';

/**
 * Puts the refusals of the server at their fields; what was typed stays. `names` are the fields that may show one, every
 * field on the form when left out.
 */
export function showFieldErrors(form: FormInstance, error: Error, names?: readonly string[]): void {
  if (!(error instanceof ApiRefusal)) return;
  const refused = error.problem.fields ?? [];
  const fields = names?.map((name) => name.split('/')) ?? form.getFieldsError().map(({ name }) => name);
  form.setFields(
    fields.map((name) => ({
      name,
      errors: refused.filter((field) => field.path === name.join('/')).map((field) => field.message),
    })),
  );
}
