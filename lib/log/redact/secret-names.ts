/**
 * How much a name says about what is assigned to it. `password`: taken out however weak it is. `secret`: taken out unless
 * it reads like code. `vague` names often hold something else, what is assigned to them must look like a key; so must what
 * goes by the name of a `service`, whose name must go on like that of a key besides.
 */
export type NameStrength = 'password' | 'secret' | 'vague' | 'service';

const words = (text: string) => text.trim().split(/\s+/);
const joined = (first: string, second: string) =>
  ['', '_', '-', '.', ' '].map((between) => first + between + second);

const passwordNames = words(`
  password passwd passphrase passcode passwort pwd passw0rd contrasena motdepasse storepass keypass sshpass userpass
  dbpass rootpass adminpass mysqlpass sqlpass _pass -pass .pass
`);

const secretNames = [
  ...words('secret token credential jenkins-crumb dsn passkey jaas.config'),
  ...words(
    'api access account private shared signing encryption deploy license auth master storage session subscription',
  ).flatMap((first) => joined(first, 'key')),
  ...words('auth verification recovery').flatMap((first) => joined(first, 'code')),
  ...joined('webhook', 'url'),
  ...joined('sonar', 'login'),
];

const vagueNames = words(`
  _auth _key -key .key appkey app_id appid client_id clientid client-id keyid userkey restkey _pat -pat salt signature nonce
  authenticity sessionid session_id webhook hmac cookie _sid _psk encrypt cipher keystore crumb provisiondevice
`);

const serviceNames = words(`
  adafruit airtable algolia amplitude artifactory asana auth0 beamer bintray bitbucket bitfinex bittrex blynk braintree
  branch_io browserstack bugsnag buildkite circleci clickup clojars cloudflare cloudinary codacy codeclimate codecov
  coinbase confluent contentful coveralls databricks datadog deepseek digitalocean discord docusign droneci dropbox
  dynatrace elastic etsy eventbrite facebook fbapi fastly finicity finnhub flickr foursquare freshbooks freshdesk gemini
  gitalk gitter gocardless heroku honeybadger hubspot infracost instagram intercom intra42 jenkins jfrog jotform kraken
  kucoin launchdarkly linkedin linode logdna loggly logzio mailchimp mailgun mandrill mapbox mattermost maxmind
  messagebird mixpanel mistral nasa netlify newrelic new_relic nytimes okta openai openweather opsgenie pagerduty paypal
  phpmailer pinterest pivotal plaid plivo postman postmark pubnub pusher rapidapi reddit rollbar saucelabs sauce_ scalr
  sendbird sendgrid sentry shodan sidekiq signalwire slack snowflake snyk sparkpost spotify splunk squarespace
  statuspage stripe strava sumologic teamcity telegram thingsboard trello truenas tumblr twilio twitch twitter typeform
  unsplash vimeo virustotal wakatime weatherapi yandex zapier zendesk
`);

/** In lower case; the name may go on behind the keyword. */
export const nameKeywords: ReadonlyMap<string, NameStrength> = new Map<string, NameStrength>([
  ...serviceNames.map((name) => [name, 'service'] as const),
  ...vagueNames.map((name) => [name, 'vague'] as const),
  ...secretNames.map((name) => [name, 'secret'] as const),
  ...passwordNames.map((name) => [name, 'password'] as const),
]);

/** Names that are part of too many words: they count with what follows them, which is not the name's. */
export const namesWithBinder: ReadonlyMap<string, NameStrength> = new Map<string, NameStrength>([
  ...withBinder(['pass', 'psw', ' pw', '_pw'], 'password'),
  ...withBinder(['auth'], 'vague'),
]);

function withBinder(names: readonly string[], strength: NameStrength): [string, NameStrength][] {
  return names.flatMap((name) =>
    ['=', ' =', ':', ' :', '"', "'", '>'].map((binder): [string, NameStrength] => [name + binder, strength]),
  );
}
