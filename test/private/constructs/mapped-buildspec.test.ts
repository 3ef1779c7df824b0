import { Aws } from 'aws-cdk-lib';
import { BuildSpec, Project } from 'aws-cdk-lib/aws-codebuild';
import { Construct } from 'constructs';
import { MappedBuildspec } from '../../../lib/private/constructs/mapped-buildspec';
import { buildspecOf, mappingsOf, newStack, type Properties, resourcesOf } from '../../synthesis';

const type = 'AWS::CodeBuild::Project';
const content = { version: '0.2', phases: { build: { commands: ['make'] } } };
const other = { version: '0.2', phases: { build: { commands: ['make test'] } } };

/** The projects of a stack whose build specifications are these, and the mappings. */
function synthesized(contents: readonly object[]) {
  const stack = newStack();
  contents.forEach((each, index) => {
    new Project(stack, `Project${index}`, { buildSpec: new MappedBuildspec({ ...each }) });
  });
  const mappings = mappingsOf(stack) as Record<string, Properties>;
  const projects = resourcesOf(stack, type).map(({ Properties: properties }) => properties);
  return { mappings, texts: projects.map((project) => buildspecOf(mappings, project)) };
}

test('equal texts are in the template once, and each project has its own text', () => {
  const { mappings, texts } = synthesized([content, other, content]);
  const [first, second] = [content, other].map((each) => BuildSpec.fromObjectToYaml(each).toBuildSpec());
  expect(texts).toEqual([first, second, first]);
  expect(Object.values(mappings.CdkEcrPublishingBuildspecs ?? {})).toEqual([{ Text: first }, { Text: second }]);
});

test('the key of a text depends on the text only', () => {
  const keys = (contents: readonly object[]) =>
    Object.keys(synthesized(contents).mappings.CdkEcrPublishingBuildspecs ?? {});
  expect(keys([other, content]).sort()).toEqual(keys([content, other]).sort());
  expect(keys([content, other])).toContain(keys([content])[0]);
});

test('a text with a token is in its project, because a mapping holds only literals', () => {
  const stack = newStack();
  const variables = { HOST: Aws.URL_SUFFIX };
  new Project(stack, 'Project', { buildSpec: new MappedBuildspec({ ...content, env: { variables } }) });
  expect(mappingsOf(stack)).toEqual({});
  const [project] = resourcesOf(stack, type);
  expect(JSON.stringify(project?.Properties.Source)).toContain('{"Ref":"AWS::URLSuffix"}');
});

test("a construct of the user's stack may be called Buildspecs", () => {
  const stack = newStack();
  new Construct(stack, 'Buildspecs');
  new Project(stack, 'Project', { buildSpec: new MappedBuildspec({ ...content }) });
  expect(Object.keys(mappingsOf(stack) as object)).toEqual(['CdkEcrPublishingBuildspecs']);
});
