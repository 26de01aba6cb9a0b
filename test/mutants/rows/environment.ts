import type { Mutant } from '../mutant';

const sdkAddress = 'gives no key, address or header to Own';
const logins = [
  'an external account that is asked',
  'an external account that runs',
  'an impersonated',
  'a login of another',
];

export const environment: readonly Mutant[] = [
  {
    name: 'Google’s SDK may take its address from a variable',
    edits: [{ file: 'src/providers/gemini.ts', from: 'baseUrl: rootOf(call), ' }],
    killers: [`${sdkAddress} Studio`],
  },
  {
    name: 'Google’s SDK may take its backend and project from variables',
    edits: [{ file: 'src/providers/gemini.ts', from: 'enterprise: false, ' }],
    killers: [`${sdkAddress} Studio`],
  },
  {
    name: 'OpenAI’s SDK may take its address from a variable',
    edits: [{ file: 'src/providers/openaiClient.ts', from: 'baseURL: apiVersion ? `${root}/${apiVersion}` : root,' }],
    killers: [`${sdkAddress} Chat`, `${sdkAddress} Images`],
  },
  {
    name: 'every header that an SDK adds is sent',
    edits: [
      {
        file: 'src/providers/transport/exchange.ts',
        from: 'of allowedHeaders)',
        to: 'of request.headers.keys())',
      },
    ],
    killers: [`${sdkAddress} Chat`, `${sdkAddress} Images`],
  },
  {
    name: 'a login of any type is taken, as Google’s library would',
    edits: [
      {
        file: 'src/providers/credentials/applicationDefault.ts',
        from: "return json.type === 'service_account' || json.type === 'authorized_user';",
        to: 'return true;',
      },
      { file: 'src/providers/sdk/google.ts', from: '{ gaxios,', to: '{ GoogleAuth, gaxios,' },
      { file: 'src/providers/credentials/googleToken.ts', from: 'const { gaxios,', to: 'const { GoogleAuth, gaxios,' },
      {
        file: 'src/providers/credentials/googleToken.ts',
        from: ': undefined;',
        to: ': new GoogleAuth().fromJSON(json);',
      },
    ],
    killers: logins.map((login) => `asks nobody and runs nothing for ${login}`),
  },
  {
    name: 'a key file may name who gives its tokens',
    edits: [{ file: 'src/core/keys/serviceAccount.ts', from: 'tokenUri !== undefined', to: 'false' }],
    killers: ['takes no key file that wants its tokens from elsewhere'],
  },
  {
    name: 'a setting or a variable may switch the check of certificates off',
    edits: [{ file: 'src/providers/transport/nodeHttpClient.ts', from: '{ rejectUnauthorized: true }', to: '{}' }],
    killers: ['makes no certificate good that is not'],
  },
];
