import { readdirSync, readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import { join } from 'node:path';
import { validateConfig } from '../../lib/app/config';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import { newApp } from '../synthesis';
import { full } from './config-cases';

/** The files of the full config's assembly that are deployed. The others record source lines of the test. */
function assembly(): Record<string, string> {
  const app = newApp();
  addRegistryStacks(app, validateConfig(full));
  const { directory } = app.synth();
  return Object.fromEntries(
    readdirSync(directory)
      .filter((file) => !/^tree\.json$|\.metadata\.json$/.test(file))
      .map((file) => [file, readFileSync(join(directory, file), 'utf8')]),
  );
}

test('two runs give the same bytes', () => {
  const first = assembly();
  expect(Object.keys(first).filter((file) => file.endsWith('.template.json'))).toHaveLength(12);
  expect(assembly()).toEqual(first);
});

test('another day, another time zone and another language give the same bytes', () => {
  const first = assembly();
  jest.useFakeTimers({ now: new Date('2031-01-01T00:00:00Z') });
  const environment = { ...process.env };
  Object.assign(process.env, {
    TZ: 'Asia/Tokyo',
    LANG: 'tr_TR.UTF-8',
    AWS_REGION: 'eu-north-1',
    AWS_PROFILE: 'nobody',
  });
  try {
    expect(assembly()).toEqual(first);
  } finally {
    process.env = environment;
    jest.useRealTimers();
  }
});

test('nothing is random', () => {
  const random = jest.spyOn(Math, 'random');
  const first = assembly();
  random.mockReturnValue(0.5);
  expect(assembly()).toEqual(first);
  random.mockRestore();
});

test('no connection is made', () => {
  const connect = jest.spyOn(net.Socket.prototype, 'connect');
  const request = jest.spyOn(http, 'request');
  assembly();
  expect(connect).not.toHaveBeenCalled();
  expect(request).not.toHaveBeenCalled();
});

test('the config stays as it was', () => {
  const config = validateConfig(full);
  const before = structuredClone(config);
  addRegistryStacks(newApp(), config);
  expect(config).toEqual(before);
});
