export default {
  locationHeading: {
    name: "ロケーション",
    sessions: "セッション",
    netCashSales: "現金純売上",
    expectedAtClose: "帳簿残高",
    countedAtClose: "実査額",
    short: "不足",
    over: "過剰",
    net: "差引",
    rate: "許容範囲外",
  },
  locationTotals: {
    cashBy: {
      location: "ロケーション別の現金、{{range}}",
      drawer: "ドロワー別の現金、{{range}}",
    },
    summary_other: "セッション{{count, number}}件、現金純売上{{netCashSales}}",
    beyondTolerance_other: "許容範囲外{{count, number}}件",
    total: "合計",
    before: "以前は{{previousNet}}",
  },
  locationPage: {
    missing: "このロケーションはありません",
    missingWhy: "このアドレスのロケーションはこのストアにありません。Shopifyで削除された可能性があります。",
    allLocations: "すべてのロケーション",
  },
};
