import assert from 'node:assert/strict';
import { isPublicAddress, isPublicHost } from '../../../src/providers/transport/publicAddress';

describe('isPublicHost', () => {
  const closed = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '１２７.0.0.1',
    '0.0.0.0',
    '0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '0xa9fea9fe',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '::1',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:169.254.169.254]',
    '[::127.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2002:c0a8:101::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    'fe80::1%eth0',
    '[ff02::1]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    'printer.local',
    'metadata.google.internal',
    'nas.lan',
    'router.home.arpa',
    'intranet',
    '',
    'a b',
    'user@example.com',
    'example.com/path',
    '[::1',
    '999.1.1.1',
  ];
  for (const host of closed) {
    it(`keeps out ${host || 'an empty name'}`, () => assert.equal(isPublicHost(host), false));
  }

  const open = [
    'example.com',
    'cdn.example.cn',
    'EXAMPLE.COM.',
    '8.8.8.8',
    '134744072',
    '172.32.0.1',
    '172.15.0.1',
    '198.18.0.1',
    '198.19.255.255',
    '[2606:4700::1111]',
    '[::ffff:8.8.8.8]',
    '[::ffff:198.18.0.7]',
    '[64:ff9b::8.8.8.8]',
    '127.0.0.1.nip.io',
    'localhost.example.com',
    'mylocal.example',
    'bücher.example',
  ];
  for (const host of open) it(`lets ${host} through`, () => assert.equal(isPublicHost(host), true));
});

describe('isPublicAddress', () => {
  it('refuses every first and last address of the private ranges', () => {
    const ends = ['10.0.0.0', '10.255.255.255', '100.127.255.255', '127.255.255.255', '169.254.0.0', '172.31.255.255'];
    assert.deepEqual(ends.filter(isPublicAddress), []);
  });

  it('lets the neighbours of the private ranges through', () => {
    const neighbours = ['9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'];
    assert.deepEqual(neighbours.filter(isPublicAddress), neighbours);
  });

  it('reads IPv6 in short and long forms and with a zone', () => {
    assert.equal(isPublicAddress('fe80::1%en0'), false);
    assert.equal(isPublicAddress('0000:0000:0000:0000:0000:ffff:0a00:0001'), false);
    assert.equal(isPublicAddress('2001:4860:4860::8888'), true);
  });

  it('refuses what is no address', () => {
    assert.deepEqual(['', 'example.com', '1.2.3', '2130706433', '[::1]'].filter(isPublicAddress), []);
  });
});
