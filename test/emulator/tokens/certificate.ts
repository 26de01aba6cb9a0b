import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bits, der, integer, octets, oid, sequence, set, truth, utcTime, utf8 } from './der';

/** A certificate and its private key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A private authority that lives as long as a test, with a certificate for the hosts that the test plays. */
export interface TestAuthority {
  /** What a client has to trust. */
  readonly ca: string;
  readonly server: Certificate;
}

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const day = 24 * 60 * 60 * 1000;

function name(commonName: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))));
}

function critical(id: string, value: Buffer): Buffer {
  return sequence(oid(id), truth, octets(value));
}

/** RFC 5280: serial, names, 30 days from yesterday, key and extensions, signed by `issuerKey`. */
function certify(
  subject: string,
  publicKey: KeyObject,
  issuer: string,
  issuerKey: KeyObject,
  extensions: readonly Buffer[],
): string {
  const now = Date.now();
  const body = sequence(
    der(0xa0, integer(2n)), // version 3
    integer(randomBytes(8).readBigUInt64BE()),
    ecdsaWithSha256,
    name(issuer),
    sequence(utcTime(new Date(now - day)), utcTime(new Date(now + 30 * day))),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuerKey)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function subjectAltNames(hosts: readonly string[]): Buffer {
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host, 'latin1'))));
  return sequence(oid('2.5.29.17'), octets(names));
}

/** Node's crypto reads certificates but makes none; the openssl program may be missing. */
export function createTestAuthority(hosts: readonly string[]): TestAuthority {
  const issuer = 'Emulator test authority';
  const authority = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const server = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ca = certify(issuer, authority.publicKey, issuer, authority.privateKey, [
    critical('2.5.29.19', sequence(truth)), // a CA
    critical('2.5.29.15', bits(Buffer.from([0b0000_0110]), 1)), // signs certificates and CRLs
  ]);
  const cert = certify('Emulator', server.publicKey, issuer, authority.privateKey, [
    critical('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7)), // signs handshakes
    sequence(oid('2.5.29.37'), octets(sequence(oid('1.3.6.1.5.5.7.3.1')))), // is a server
    subjectAltNames(hosts),
  ]);
  return { ca, server: { cert, key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() } };
}
