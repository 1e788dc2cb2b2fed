import { synthesizeOnce } from 'drystep/testing';

module.exports = () => {
  synthesizeOnce('app.ts', {
    root: __dirname, // the folder of cdk.json; without it, the current one
    inputs: ['../orders/handlers.ts'], // read by the app, and outside of its folder
    environment: ['CHAOS'], // read by an installed package: no file of the project names it
  });
};
