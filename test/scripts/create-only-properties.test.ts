import { readFileSync } from 'node:fs';
import { renderTable, tablePath } from '../../scripts/create-only-properties';
import { comparedTypes } from '../../lib/review/changes/compared-types';
import { createOnlyProperties } from '../../lib/review/changes/create-only';

test('the table is as the script writes it from the installed package', () => {
  expect(readFileSync(tablePath, 'utf8')).toBe(renderTable());
});

test('the name of each type is a property that only the creation can set', () => {
  const others = [...comparedTypes].filter(([type, { name }]) => {
    return name !== undefined && !createOnlyProperties(type).includes(name);
  });
  expect(others).toEqual([]);
});

test('the encryption of a repository is one, and its policy is not', () => {
  expect(createOnlyProperties('AWS::ECR::Repository')).toEqual(['EncryptionConfiguration', 'RepositoryName']);
});
