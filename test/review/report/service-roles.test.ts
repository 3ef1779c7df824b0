import { serviceRolesOf, withoutServiceRows } from '../../../lib/review/report/service-roles';
import { accessRow, emptyReport } from '../render/report-fixture';

const role = 'arn:aws:iam::123456789012:role/build';
const assumedBy = (principal: string, conditions: string[] = []) =>
  accessRow({ repository: role, operation: 'assume', principal, decision: 'conditional', conditions });

test.each([
  ['codebuild.amazonaws.com', []],
  ['events.amazonaws.com', ['aws:SourceAccount is 123456789012']],
  ['states.amazonaws.com', ['aws:SourceArn is arn:aws:states:eu-west-1:123456789012:stateMachine:promote']],
  ['scheduler.amazonaws.com', []],
  ['codebuild.amazonaws.com.cn', []],
])('a role that only %s assumes is a role of a service', (service, conditions) => {
  expect(serviceRolesOf([assumedBy(service, conditions)])).toEqual([role]);
});

test.each([
  ['another principal assumes it too', [assumedBy('codebuild.amazonaws.com'), assumedBy('111111111111')]],
  ['it is of a service that runs the code of users', [assumedBy('lambda.amazonaws.com')]],
  ['a condition names another account', [assumedBy('codebuild.amazonaws.com', ['aws:SourceAccount is 111111111111'])]],
  ['its trust is unknown', [{ ...assumedBy('codebuild.amazonaws.com'), decision: 'unknown' as const }]],
])('a role is not one if %s', (_, access) => {
  expect(serviceRolesOf(access)).toEqual([]);
});

test('hides only the rows in which the service assumes the role', () => {
  const own = accessRow({ operation: 'push', principal: role });
  const through = accessRow({ operation: 'push', principal: 'codebuild.amazonaws.com', via: role });
  const direct = accessRow({ principal: 'codebuild.amazonaws.com' });
  const trust = assumedBy('codebuild.amazonaws.com');
  const access = [own, through, direct, trust];
  const report = withoutServiceRows({ ...emptyReport, access, serviceRoles: serviceRolesOf(access) });
  expect([report.access, report.hiddenRows]).toEqual([
    [own, direct],
    [through, trust],
  ]);
});
