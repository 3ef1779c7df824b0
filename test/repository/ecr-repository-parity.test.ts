import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { ImageRepository } from '../../lib/repository/image-repository';
import { pages } from '../docs/pages';
import { newStack } from '../synthesis';

/** Compares an `ImageRepository` with an `ecr.Repository`, whose members are read from its declaration. */

const file = require.resolve('aws-cdk-lib/aws-ecr').replace(/index\.js$/, 'lib/repository.d.ts');
const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);

/** The public members of a class or an interface of the declaration. */
function membersOf(name: string, isStatic: boolean): string[] {
  const declaration = source.statements.find(
    (one): one is ts.ClassDeclaration | ts.InterfaceDeclaration =>
      (ts.isClassDeclaration(one) || ts.isInterfaceDeclaration(one)) && one.name?.text === name,
  );
  const members = [...(declaration?.members ?? [])].flatMap((member) => {
    const kinds: ts.SyntaxKind[] = ts.canHaveModifiers(member)
      ? (ts.getModifiers(member) ?? []).map(({ kind }) => kind)
      : [];
    const isPublic = ![ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].some((kind) =>
      kinds.includes(kind),
    );
    const matches = isPublic && kinds.includes(ts.SyntaxKind.StaticKeyword) === isStatic;
    return matches && member.name && ts.isIdentifier(member.name) ? [member.name.text] : [];
  });
  expect(members.length).toBeGreaterThan(0);
  return members;
}

test('each method and attribute of an ecr.Repository is there', () => {
  const repository = new ImageRepository(newStack(), 'Service');
  const members = [...membersOf('RepositoryBase', false), ...membersOf('Repository', false)];
  expect(members).toContain('addLifecycleRule');
  expect(members.filter((name) => !(name in repository))).toEqual([]);
});

/** Static members make or name repositories that exist already. The CDK's own are used for that. */
const imports = [
  'PROPERTY_INJECTION_ID',
  'arnForLocalRepository',
  'fromLookup',
  'fromRepositoryArn',
  'fromRepositoryAttributes',
  'fromRepositoryName',
];

test('its static members are for repositories that exist already, and the guide says to use them', () => {
  const statics = membersOf('Repository', true).filter((name) => name !== 'validateRepositoryName');
  expect([...new Set(statics)].sort()).toEqual([...imports].sort());
  expect(imports.filter((name) => name in ImageRepository && name.startsWith('from'))).toEqual([]);
  for (const name of imports.filter((one) => one.startsWith('from')))
    expect(pages.get('docs/from/aws-cdk.md')).toContain(`\`${name}\``);
});

test('each property has a row in the guide', () => {
  const rows = (pages.get('docs/from/aws-cdk.md') ?? '').split('\n').filter((line) => line.startsWith('|'));
  const missing = membersOf('RepositoryProps', false).filter(
    (name) => !rows.some((row) => row.split('|')[1]?.includes(`\`${name}\``)),
  );
  expect(missing).toEqual([]);
});
