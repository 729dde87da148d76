import { describe, expect, it } from 'vitest';
import { startMessage } from '../../../src/server/start-message.js';

const settings = {
  PUBLIC_URL: 'http://localhost:3000',
  DATA_DIR: '/tmp/data',
  SWAGGER: true,
  isProduction: false,
};

const linesOf = (changes: object = {}, hasPages = true) =>
  startMessage({ ...settings, ...changes }, hasPages)
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/, ': '));

describe('what a start prints', () => {
  it('is where the pages, Swagger UI, data and mails are', () => {
    expect(linesOf()).toEqual([
      'Twofold is running.',
      '',
      'Account pages: http://localhost:3000',
      'Swagger UI: http://localhost:3000/docs',
      'Data: /tmp/data',
      'Mails: /tmp/data/mail',
      '',
    ]);
  });

  it('has whole paths, to open from anywhere', () => {
    expect(linesOf({ DATA_DIR: './data' })).toContain(`Data: ${process.cwd()}/data`);
  });

  it('names no page that is not there', () => {
    const lines = linesOf({ SWAGGER: false }, false);
    expect(lines).toContain('API: http://localhost:3000');
    expect(lines.join('\n')).not.toMatch(/pages|Swagger/);
  });

  it.each([
    [
      'postgres://user:secret@db.example.com:5432/twofold?sslmode=require',
      'postgres://db.example.com:5432/twofold',
    ],
    ['postgres://user:s@cret@db.example.com/twofold', 'postgres://db.example.com/twofold'],
    ['postgres://db.example.com/twofold?user=user&password=secret', 'postgres://db.example.com/twofold'],
    ['postgres:///twofold?host=/run/postgresql', 'postgres:///twofold'],
  ])('says which database %s is, and no password', (url, address) => {
    expect(linesOf({ DATABASE_URL: url })).toContain(`Data: ${address}`);
  });

  it('says which mail server takes the mails, and no password', () => {
    const lines = linesOf({ MAIL_URL: 'smtps://user:p/s?cret@mail.example.com:465' });
    expect(lines).toContain('Mails: smtps://mail.example.com:465');
  });

  it('is one line in production', () => {
    const PUBLIC_URL = 'https://auth.example.com';
    expect(linesOf({ isProduction: true, PUBLIC_URL })).toEqual(['Twofold serves https://auth.example.com']);
  });
});
