import { CfnRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { acknowledgeFindings } from '../../../lib/private/constructs/acknowledgement';
import { newStack, onlyResource } from '../../synthesis';

const type = 'AWS::ECR::Repository';

test('writes metadata on the resource of a construct', () => {
  const stack = newStack();
  acknowledgeFindings(new Repository(stack, 'Service'), { checkov: ['CKV_1'], guard: ['RULE'], reason: 'meant' });
  expect(onlyResource(stack, type).Metadata).toEqual({
    checkov: { skip: [{ id: 'CKV_1', comment: 'meant' }] },
    guard: { SuppressedRules: ['RULE'] },
  });
});

test('keeps what was acknowledged before', () => {
  const stack = newStack();
  const resource = new CfnRepository(stack, 'Service');
  acknowledgeFindings(resource, { checkov: ['CKV_1'], guard: ['ONE'], reason: 'first' });
  acknowledgeFindings(resource, { checkov: ['CKV_2'], guard: ['TWO'], reason: 'second' });
  expect(onlyResource(stack, type).Metadata).toEqual({
    checkov: {
      skip: [
        { id: 'CKV_1', comment: 'first' },
        { id: 'CKV_2', comment: 'second' },
      ],
    },
    guard: { SuppressedRules: ['ONE', 'TWO'] },
  });
});

test('writes only the requested metadata', () => {
  const stack = newStack();
  acknowledgeFindings(new CfnRepository(stack, 'Service'), { cdkNag: ['Pack::Rule'], reason: 'meant' });
  const { Metadata: metadata } = onlyResource(stack, type);
  expect(metadata?.checkov).toBeUndefined();
  expect(metadata?.guard).toBeUndefined();
});
