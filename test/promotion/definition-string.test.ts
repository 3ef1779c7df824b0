import { Lazy } from 'aws-cdk-lib';
import { renderDefinitionString } from '../../lib/promotion/definition-string';
import { newOpenStack, newStack } from '../synthesis';

test('a definition without values of deploy time has no substitutions, since CloudFormation does not accept an empty mapping', () => {
  expect(renderDefinitionString(newStack(), { StartAt: 'Copy' })).toEqual({ definitionString: '{"StartAt":"Copy"}' });
});

test('each value of deploy time is one substitution', () => {
  const topic = Lazy.string({ produce: () => 'topic' });
  const { definitionString, definitionSubstitutions } = renderDefinitionString(newStack(), { a: topic, b: [topic] });
  expect(definitionString).toBe('{"a":"${Value1}","b":["${Value1}"]}');
  expect(definitionSubstitutions).toEqual({ Value1: topic });
});

test('in an unknown partition, the text has its values in it', () => {
  const stack = newOpenStack();
  const { definitionString, definitionSubstitutions } = renderDefinitionString(stack, { StartAt: 'Copy' });
  expect([stack.resolve(definitionString), definitionSubstitutions]).toEqual(['{"StartAt":"Copy"}', undefined]);
});
