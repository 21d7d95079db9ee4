import type { ModdleElement } from 'bpmn-moddle';
import { flowIssue, type FlowIssue, type FlowIssueCode } from './errors.ts';

/**
 * Reads moddle elements as hostile input: each read names what it allows, and everything else that the element
 * carries becomes an issue. moddle itself only warns.
 */
export class ModdleReader {
  readonly issues: FlowIssue[] = [];

  refuse(code: FlowIssueCode, element: ModdleElement | null, data: FlowIssue['data'] = {}): void {
    this.issues.push(
      flowIssue(code, element === null ? null : { id: this.id(element), name: this.name(element) }, data),
    );
  }

  id(element: ModdleElement): string {
    const value = element.get('id');
    return typeof value === 'string' ? value : '';
  }

  name(element: ModdleElement): string | undefined {
    const value = element.get('name');
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** Refuses every attribute and child beyond `allowed`, in our namespaces or foreign. */
  allow(element: ModdleElement, allowed: readonly string[]): void {
    for (const key of Object.keys(element)) {
      if (key !== '$type' && !allowed.includes(key))
        this.refuse('flows/attribute-not-allowed', element, { what: key });
    }
    for (const key of Object.keys(element.$attrs)) {
      if (key !== 'xmlns' && !key.startsWith('xmlns:') && !key.startsWith('xsi:')) {
        this.refuse('flows/attribute-not-allowed', element, { what: key });
      }
    }
  }

  string(element: ModdleElement, key: string): string | undefined {
    const value = element.get(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  }

  number(element: ModdleElement, key: string): number {
    const value = element.get(key);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.refuse('flows/bad-value', element, { what: key });
    return 0;
  }

  child(element: ModdleElement, key: string): ModdleElement | undefined {
    const value = element.get(key);
    return isModdle(value) ? value : undefined;
  }

  /** The child elements under `key`. What belongs to a foreign namespace is no moddle element, and is refused. */
  children(element: ModdleElement, key: string): ModdleElement[] {
    const value = element.get(key);
    if (!Array.isArray(value)) return [];
    return value.flatMap((child: unknown) => {
      if (isModdle(child)) return [child];
      this.refuse('flows/element-not-allowed', element, { what: typeOf(child) });
      return [];
    });
  }
}

function typeOf(child: unknown): string {
  const type = typeof child === 'object' && child !== null && '$type' in child ? child.$type : undefined;
  return typeof type === 'string' ? type : typeof child;
}

export function isModdle(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value && '$attrs' in value;
}
