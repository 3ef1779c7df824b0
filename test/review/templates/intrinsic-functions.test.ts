import { shown, valueOf } from './graphs';

const parts = {
  Parameters: {
    Name: { Type: 'String', Default: 'app' },
    Open: { Type: 'String' },
    Number: { Type: 'Number', Default: 7 },
    List: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
    Secret: { Type: 'String', Default: 'hunter2', NoEcho: true },
    constructor: { Type: 'String', Default: 'own' },
  },
  Mappings: { Accounts: { prod: { id: '111111111111', roles: ['a', 'b'] }, 'eu-west-1': { id: 'west' } } },
  Resources: {
    Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: { 'Fn::Sub': 'team/${Name}' } } },
    Other: { Type: 'My::Own::Thing' },
  },
};

test.each([
  [{ Ref: 'AWS::AccountId' }, '123456789012'],
  [{ Ref: 'AWS::Region' }, 'eu-west-1'],
  [{ Ref: 'AWS::Partition' }, 'aws'],
  [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  [{ Ref: 'AWS::StackName' }, '${Stack.AWS::StackName}'],
  [{ Ref: 'AWS::NoValue' }, undefined],
  [
    [1, { Ref: 'AWS::NoValue' }, 2],
    [1, 2],
  ],
  [{ Ref: 'Name' }, 'app'],
  [{ Ref: 'Number' }, '7'],
  [{ Ref: 'List' }, ['a', 'b']],
  [{ Ref: 'Open' }, '${Stack.Open}'],
  [{ Ref: 'Image' }, '${Stack.Image}'],
  [{ Ref: 'Secret' }, '${Stack.Secret}'],
  [{ Ref: 'constructor' }, 'own'],
  [{ Ref: 'toString' }, '${Stack.toString}'],
  [{ Ref: 'Other' }, '${Stack.Other}'],
  [{ Ref: ['Name'] }, '${Stack.Ref ["Name"]}'],
  [{ 'Fn::GetAtt': ['Other', 'Some.Attribute'] }, '${Stack.Other.Some.Attribute}'],
  [{ 'Fn::GetAtt': 'Repository.Arn' }, 'arn:aws:ecr:eu-west-1:123456789012:repository/team/app'],
  [{ 'Fn::GetAtt': ['Repository', { Ref: 'Open' }] }, '${Stack.Repository.�Stack.Open�}'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1, { Ref: 'AWS::NoValue' }]] }, 'a-app-1'],
  [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  [{ 'Fn::Join': [',', { Ref: 'Open' }] }, '${Stack.Fn::Join [",",{"Ref":"Open"}]}'],
  [{ 'Fn::Join': ['', ['a', { Ref: 'Open' }]] }, 'a${Stack.Open}'],
  [{ 'Fn::Join': 'nonsense' }, '${Stack.Fn::Join "nonsense"}'],
  [{ 'Fn::Sub': '${Name}:${AWS::Region}:${!Literal}:${Repository}' }, 'app:eu-west-1:${Literal}:team/app'],
  [{ 'Fn::Sub': '${Repository.Arn}/*' }, 'arn:aws:ecr:eu-west-1:123456789012:repository/team/app/*'],
  [{ 'Fn::Sub': ['${Name}-${own}', { own: { Ref: 'Number' }, Name: 'mine' }] }, 'mine-7'],
  [{ 'Fn::Sub': '${toString}' }, '${Stack.toString}'],
  [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  [{ 'Fn::Select': ['0', { Ref: 'List' }] }, 'a'],
  [{ 'Fn::Select': [2, ['a', 'b']] }, '${Stack.Fn::Select [2,["a","b"]]}'],
  [{ 'Fn::Select': ['length', ['a', 'b']] }, '${Stack.Fn::Select ["length",["a","b"]]}'],
  [{ 'Fn::Split': [':', 'a:b:c'] }, ['a', 'b', 'c']],
  [{ 'Fn::Split': ['', 'abc'] }, '${Stack.Fn::Split ["","abc"]}'],
  [{ 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Repository', 'Arn'] }] }] }, 'repository/team/app'],
  [{ 'Fn::Split': [':', { Ref: 'Open' }] }, '${Stack.Fn::Split [":",{"Ref":"Open"}]}'],
  [{ 'Fn::FindInMap': ['Accounts', 'prod', 'id'] }, '111111111111'],
  [{ 'Fn::FindInMap': ['Accounts', 'prod', 'roles'] }, ['a', 'b']],
  [{ 'Fn::FindInMap': ['Accounts', { Ref: 'AWS::Region' }, 'id'] }, 'west'],
  [{ 'Fn::FindInMap': ['Accounts', 'none', 'id'] }, '${Stack.Fn::FindInMap ["Accounts","none","id"]}'],
  [{ 'Fn::FindInMap': ['Accounts', 'none', 'id', { DefaultValue: 'x' }] }, 'x'],
  [{ 'Fn::FindInMap': ['__proto__', 'constructor', 'name'] }, expect.stringContaining('${Stack.Fn::FindInMap ')],
  [{ 'Fn::ToJsonString': { a: [{ Ref: 'Name' }] } }, '{"a":["app"]}'],
  [{ 'Fn::ImportValue': 'shared' }, '${Fn::ImportValue shared}'],
  [{ 'Fn::GetAZs': '' }, '${Stack.Fn::GetAZs ""}'],
  [{ 'Fn::Cidr': ['10.0.0.0/8', 1, 8] }, '${Stack.Fn::Cidr ["10.0.0.0/8",1,8]}'],
  [{ a: 1, 'Fn::Transform': { Name: 'AWS::Include' } }, expect.stringContaining('${Stack.Fn::Transform ')],
  ['{{resolve:ssm:/a:1}}/x', '${{{resolve:ssm:/a:1}}}/x'],
  [{ 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Name' }, '}}']] }, '${{{resolve:ssm:app}}}'],
  [
    { Ref: 'Name', Other: 1 },
    { Ref: 'Name', Other: 1 },
  ],
])('%j is %j', (value, expected) => {
  expect(valueOf(value, parts)).toEqual(expected);
});

test('a place that the assembly leaves open is an unresolved value', () => {
  const value = { 'Fn::Sub': '${AWS::Partition} ${AWS::AccountId} ${AWS::Region} ${AWS::URLSuffix}' };
  expect(valueOf(value, {}, {})).toBe('${AWS::Partition} ${AWS::AccountId} ${AWS::Region} ${AWS::URLSuffix}');
});

test.each([
  ['cn-north-1', 'aws-cn amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov amazonaws.com'],
  ['us-east-1', 'aws amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b sc2s.sgov.gov'],
  ['somewhere-1', '${AWS::Partition} ${AWS::URLSuffix}'],
])('the partition follows from the Region %s', (region, expected) => {
  expect(valueOf({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, {}, { region })).toBe(expected);
});

test('an ARN whose account and Region are open is still split', () => {
  const value = { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Repository', 'Arn'] }] }] };
  expect(valueOf(value, parts, {})).toBe('repository/team/app');
});

const partOf = (index: number, delimiter: string, text: unknown) => ({
  'Fn::Select': [index, { 'Fn::Split': [delimiter, text] }],
});
const uriOf = (repository: string) => ({ 'Fn::GetAtt': [repository, 'RepositoryUri'] });

test.each([
  [partOf(4, ':', { 'Fn::GetAtt': ['Unnamed', 'Arn'] }), '123456789012'],
  [partOf(5, ':', { 'Fn::GetAtt': ['Unnamed', 'Arn'] }), 'repository/${Stack.Unnamed}'],
  [partOf(0, '/', uriOf('Unnamed')), '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  [partOf(1, '/', uriOf('Unnamed')), '${Stack.Unnamed}'],
  [partOf(0, '/', uriOf('Chosen')), '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  [partOf(0, '-', { 'Fn::Sub': 'a-${Unnamed}-b' }), 'a'],
])('the part %j of a text with a name that is known at deploy is %s', (value, expected) => {
  const Resources = {
    Unnamed: { Type: 'AWS::ECR::Repository' },
    Chosen: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: { Ref: 'Open' } } },
  };
  expect(valueOf(value, { ...parts, Resources })).toBe(expected);
});

test('a part after a value that may have several parts is known at deploy', () => {
  const Resources = { Chosen: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: { Ref: 'Open' } } } };
  const inUri = valueOf(partOf(1, '/', uriOf('Chosen')), { ...parts, Resources });
  const after = valueOf(partOf(2, '-', { 'Fn::Sub': 'a-${Chosen}-b' }), { ...parts, Resources });
  for (const value of [inUri, after]) expect(value).toEqual(expect.stringContaining('${Stack.Fn::Select '));
});

test('characters of unresolved values in a template are none', () => {
  expect(shown(valueOf('\u{E000}AWS::Region\u{E001}'))).toBe('\u{FFFD}AWS::Region\u{FFFD}');
  expect(valueOf({ 'Fn::Join': ['\u{E000}', ['a', 'b']] })).toBe('a\u{FFFD}b');
});

test('`__proto__` is a key like others', () => {
  const value = JSON.parse('{"__proto__": {"Ref": "AWS::Region"}, "b": 1}') as unknown;
  expect(JSON.stringify(valueOf(value))).toBe('{"__proto__":"eu-west-1","b":1}');
});

test('names that refer to each other are open', () => {
  const role = (other: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: { 'Fn::Sub': `x-\${${other}}` } },
  });
  expect(valueOf({ Ref: 'A' }, { Resources: { A: role('B'), B: role('A') } })).toBe('x-x-${Stack.A}');
});

test('the same expression is the same unresolved value, another is another', () => {
  const cidr = (count: number): unknown => ({ 'Fn::Cidr': ['10.0.0.0/8', count] });
  const [first, again, other] = valueOf([cidr(1), cidr(1), cidr(2)]) as unknown[];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  const long = (end: string): unknown => ({ 'Fn::Cidr': ['x'.repeat(300), end] });
  expect(valueOf([long('a'), long('b')])).toEqual(['${Stack.Fn::Cidr #1}', '${Stack.Fn::Cidr #2}']);
});
