import assert from 'node:assert/strict';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { createTestAuthority } from '../../emulator/tokens/certificate';

describe('certificates of the emulator', () => {
  const { ca, server } = createTestAuthority(['oauth2.googleapis.com', 'vip.apiyi.com']);
  const [authority, leaf] = [new X509Certificate(ca), new X509Certificate(server.cert)];

  it('are signed by an authority of their own', () => {
    assert.ok(authority.ca && authority.verify(authority.publicKey));
    assert.ok(leaf.checkIssued(authority) && leaf.verify(authority.publicKey));
    assert.ok(!leaf.ca && !leaf.verify(new X509Certificate(createTestAuthority([]).ca).publicKey));
  });

  it('are valid now, for the named hosts and their key only', () => {
    assert.ok(leaf.checkHost('vip.apiyi.com') && leaf.checkHost('oauth2.googleapis.com'));
    assert.equal(leaf.checkHost('example.com'), undefined);
    assert.ok(leaf.checkPrivateKey(createPrivateKey(server.key)));
    assert.ok(new Date(leaf.validFrom).getTime() < Date.now() && new Date(leaf.validTo).getTime() > Date.now());
  });
});
