import { literal } from '../texts/symbolic-text';
import { type HiddenParameter, type StackOutput } from './template-graph';
import { type TemplateReader } from './template-reader';
import { openName } from './template-reading';
import { field, scalarText } from './value';

/** The outputs of a template that are texts. */
export function stackOutputs({ template, flat }: TemplateReader): StackOutput[] {
  return [...template.outputs].flatMap(([name, output]) => {
    const value = scalarText(flat.resolve(field(output, 'Value')));
    const source = { template: template.name, logicalId: literal(name), path: '' };
    return value === undefined ? [] : [{ source, value }];
  });
}

export function hiddenParameters({ template }: TemplateReader): HiddenParameter[] {
  return [...template.parameters]
    .filter(([, parameter]) => [true, 'true'].includes(field(parameter, 'NoEcho') as boolean | string))
    .map(([name]) => ({ name: literal(name), text: openName(template, name) }));
}
