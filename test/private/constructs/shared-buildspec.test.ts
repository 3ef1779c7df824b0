import { BuildSpec, Project } from 'aws-cdk-lib/aws-codebuild';
import { SharedBuildspec } from '../../../lib/private/constructs/shared-buildspec';
import { buildspecOf, mappingsOf, newStack, type Properties, resourcesOf } from '../../synthesis';

const type = 'AWS::CodeBuild::Project';
const content = { version: '0.2', phases: { build: { commands: ['make'] } } };
const other = { version: '0.2', phases: { build: { commands: ['make test'] } } };

/** The projects of a stack whose build specifications are these, and the mappings. */
function synthesized(contents: readonly object[]) {
  const stack = newStack();
  contents.forEach((each, index) => {
    new Project(stack, `Project${index}`, { buildSpec: new SharedBuildspec({ ...each }) });
  });
  const mappings = mappingsOf(stack) as Record<string, Properties>;
  const projects = resourcesOf(stack, type).map(({ Properties: properties }) => properties);
  return { mappings, texts: projects.map((project) => buildspecOf(mappings, project)) };
}

test('equal texts are in the template once, and each project has its own text', () => {
  const { mappings, texts } = synthesized([content, other, content]);
  const [first, second] = [content, other].map((each) => BuildSpec.fromObjectToYaml(each).toBuildSpec());
  expect(texts).toEqual([first, second, first]);
  expect(Object.values(mappings.Buildspecs ?? {})).toEqual([{ Text: first }, { Text: second }]);
});

test('the key of a text depends on the text only', () => {
  const keys = (contents: readonly object[]) => Object.keys(synthesized(contents).mappings.Buildspecs ?? {});
  expect(keys([other, content]).sort()).toEqual(keys([content, other]).sort());
  expect(keys([content, other])).toContain(keys([content])[0]);
});
