import { hasUnresolved } from '../../texts/symbolic-text';
import { type ComparedResource } from '../compared-resources';
import { type TemplateGraph } from '../../templates/template-graph';

/** A setting of a resource that protects something. */
export interface Setting {
  /** The types of resources that have it. */
  readonly types: readonly string[];
  /** Returns how much it protects. More is better. Undefined if only the deployment knows it. */
  readonly level: (resource: ComparedResource, graph: TemplateGraph) => number | undefined;
  /** The change in words, after the resource's name: `no longer scans images at each push`. */
  readonly lowered: string;
  /** The consequence. */
  readonly why: string | ((resource: ComparedResource) => string);
}

/** Whether a value is known only at deployment. */
export function isOpen(value: unknown): boolean {
  if (typeof value === 'string') return hasUnresolved(value);
  return Array.isArray(value) && value.some(isOpen);
}

/** The level of a setting that is on or off. */
export function onOff(value: unknown, isOn: (value: unknown) => boolean): number | undefined {
  return isOpen(value) ? undefined : Number(isOn(value));
}

/** The level of a setting that protects if it has any value, such as the key of an encryption. */
export function present(value: unknown): number {
  return Number(value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0));
}
