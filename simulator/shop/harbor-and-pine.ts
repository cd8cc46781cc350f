/**
 * Harbor & Pine, the retailer of the demo: made-up homeware shops with a café here and a bar there. Only data.
 * Six locations in three time zones and three currencies, 16 drawers, 24 devices, 40 people.
 */
export interface Place {
  key: string;
  name: string;
  city: string;
  countryCode: string;
  provinceCode: string | null;
  timeZone: string;
  currency: string;
  /** Opening and closing by weekday, Monday first, in minutes of the local day; past 1440 is after midnight. */
  hours: [opens: number, closes: number][];
  staff: string[];
}

/** Shifts by weekday, Monday first: "1111122" is one a day and two at the weekend. */
type Rota = string;

export interface Till {
  key: string;
  place: string;
  name: string;
  /** One rota a device; more than one device share the drawer. */
  devices: Rota[];
  /** How busy against the others. */
  pace: number;
  /** Pays tips out of the drawer in the evening. */
  paysTips?: boolean;
  /** Hours of its own, as a place's. */
  hours?: [opens: number, closes: number][];
  /** A person who always has this shift; `days` as in a rota. */
  regular?: { person: string; shift: number; days: Rota };
}

const h = (hours: number, minutes = 0) => hours * 60 + minutes;
const daily = (opens: number, closes: number): [number, number][] => Array.from({ length: 7 }, () => [opens, closes]);

export const PLACES: Place[] = [
  {
    key: "soho",
    name: "SoHo",
    city: "New York",
    countryCode: "US",
    provinceCode: "NY",
    timeZone: "America/New_York",
    currency: "USD",
    hours: [...daily(h(10), h(20)).slice(0, 5), [h(10), h(21)], [h(11), h(19)]],
    staff: [
      "Maya Okafor",
      "Julian Reyes",
      "Priya Raman",
      "Sam Whitlock",
      "Noor Haddad",
      "Theo Lindqvist",
      "Camille Dubois",
      "Andre Baptiste",
      "Grace Kim",
    ],
  },
  {
    key: "brooklyn",
    name: "Brooklyn",
    city: "Brooklyn",
    countryCode: "US",
    provinceCode: "NY",
    timeZone: "America/New_York",
    currency: "USD",
    hours: [...daily(h(9), h(20)).slice(0, 5), [h(9), h(21)], [h(9), h(19)]],
    staff: [
      "Rosa Delgado",
      "Owen Fitzgerald",
      "Dale Mercer",
      "Imani Brooks",
      "Leo Castellano",
      "Hannah Weiss",
      "Tomasz Nowak",
    ],
  },
  {
    key: "boston",
    name: "Boston Back Bay",
    city: "Boston",
    countryCode: "US",
    provinceCode: "MA",
    timeZone: "America/New_York",
    currency: "USD",
    hours: [...daily(h(10), h(19)).slice(0, 3), [h(10), h(20)], [h(10), h(21)], [h(10), h(21)], [h(11), h(18)]],
    staff: [
      "Eleanor Shaw",
      "Marcus Bell",
      "Tess Albright",
      "Victor Almeida",
      "Zoë Hartmann",
      "Colin O'Rourke",
      "Dina Petrova",
    ],
  },
  {
    key: "portland",
    name: "Portland Old Port",
    city: "Portland",
    countryCode: "US",
    provinceCode: "ME",
    timeZone: "America/New_York",
    currency: "USD",
    hours: [...daily(h(10), h(18)).slice(0, 5), [h(9), h(19)], [h(10), h(17)]],
    staff: ["Nathan Pike", "June Caldwell", "Silas Thibodeau", "Amara Nwosu", "Beth Lunt"],
  },
  {
    key: "tokyo",
    name: "Tokyo Daikanyama",
    city: "Tokyo",
    countryCode: "JP",
    provinceCode: "JP-13",
    timeZone: "Asia/Tokyo",
    currency: "JPY",
    hours: daily(h(10), h(21)),
    staff: ["Haruka Sato", "Kenji Mori", "Yui Nakamura", "Ren Takahashi", "Aoi Fujimoto", "Daichi Ono"],
  },
  {
    key: "kuwait",
    name: "Kuwait City",
    city: "Kuwait City",
    countryCode: "KW",
    provinceCode: null,
    timeZone: "Asia/Kuwait",
    currency: "KWD",
    hours: [...daily(h(10), h(22)).slice(0, 4), [h(14), h(23)], [h(10), h(23)], [h(10), h(22)]],
    staff: ["Fatima Al-Sabah", "Yousef Al-Mutairi", "Leen Khoury", "Ravi Menon"],
  },
];

export const TILLS: Till[] = [
  {
    key: "soho-front",
    place: "soho",
    name: "Front counter",
    devices: ["1111111", "1111111", "0001111", "0000011"],
    pace: 0.8,
  },
  { key: "soho-side", place: "soho", name: "Side counter", devices: ["1111222"], pace: 1 },
  { key: "soho-garden", place: "soho", name: "Garden till", devices: ["0011111"], pace: 0.7 },
  {
    key: "brooklyn-front",
    place: "brooklyn",
    name: "Front till",
    devices: ["2222222"],
    pace: 1.1,
    regular: { person: "Dale Mercer", shift: 1, days: "0101110" },
  },
  { key: "brooklyn-back", place: "brooklyn", name: "Back till", devices: ["0111111"], pace: 0.8 },
  {
    key: "brooklyn-cafe",
    place: "brooklyn",
    name: "Café till",
    devices: ["1111122"],
    pace: 1.2,
    paysTips: true,
    hours: daily(h(8), h(22)),
  },
  { key: "boston-1", place: "boston", name: "Till 1", devices: ["1112221"], pace: 1.1 },
  {
    key: "boston-2",
    place: "boston",
    name: "Till 2",
    devices: ["1111111"],
    pace: 0.9,
    regular: { person: "Tess Albright", shift: 0, days: "1111101" },
  },
  { key: "boston-3", place: "boston", name: "Till 3", devices: ["0001111"], pace: 0.7 },
  { key: "portland-main", place: "portland", name: "Main till", devices: ["0111111"], pace: 0.9 },
  {
    key: "portland-bar",
    place: "portland",
    name: "Dock bar",
    devices: ["0011111"],
    pace: 1.2,
    paysTips: true,
    hours: [...daily(h(15), h(23)).slice(0, 4), [h(15), h(25, 15)], [h(14), h(25, 15)], [h(14), h(22)]],
  },
  { key: "tokyo-1", place: "tokyo", name: "Register 1", devices: ["2222222"], pace: 1 },
  { key: "tokyo-2", place: "tokyo", name: "Register 2", devices: ["1111111"], pace: 0.9 },
  { key: "tokyo-3", place: "tokyo", name: "Pop-up register", devices: ["0000011"], pace: 0.7 },
  {
    key: "kuwait-main",
    place: "kuwait",
    name: "Main counter",
    devices: ["1111111", "1111111", "0001111"],
    pace: 0.8,
  },
  {
    key: "kuwait-gifts",
    place: "kuwait",
    name: "Gift desk",
    devices: ["1111111"],
    pace: 0.7,
    regular: { person: "Ravi Menon", shift: 0, days: "1111111" },
  },
];

/** Area managers and the owner: belong to no location. */
export const HEAD_OFFICE = ["Ingrid Solberg", "Daniel Park"];

/** Tablets in a cupboard, assigned to no drawer. */
export const SPARE_DEVICES = 3;

/** Month and day on which the American shops stay closed. */
export const AMERICAN_HOLIDAYS = ["12-25", "01-01"];

/** Trade by month against the average, January first. */
export const SEASONS = [0.8, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.1, 0.95, 1, 1.15, 1.45];
/** Trade by weekday, Monday first. */
export const WEEKDAYS = [0.8, 0.85, 0.9, 1, 1.15, 1.35, 1.1];

export const SHOP = {
  domain: "harbor-and-pine.myshopify.com",
  name: "Harbor & Pine",
  currency: "USD",
  ianaTimezone: "America/New_York",
  plan: "advanced",
  email: "ingrid@harbor-and-pine.example",
} as const;
