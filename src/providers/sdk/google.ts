/** Google's SDKs: a bundle of its own, loaded when a route first needs it. */
export { GoogleGenAI } from '@google/genai';
export { gaxios, JWT, UserRefreshClient } from 'google-auth-library';
