export default {
  exportFile: {
    sessions: {
      csv: {
        content: "セッション",
        helpText: "セッションごとに1行",
      },
    },
    activities: {
      csv: {
        content: "現金の入出金",
        helpText: "すべての出納帳の全行と残高推移",
      },
    },
    "review-trail": {
      csv: {
        content: "レビュー履歴",
        helpText: "各セッションについて誰が何を述べ、どの数字を見たか",
      },
    },
    "location-totals": {
      csv: {
        content: "ロケーション別合計",
        helpText: "ロケーションと通貨ごとに1行",
      },
    },
    drawers: {
      csv: {
        content: "ドロワー",
        helpText: "ドロワーごとに1行。繰越と現在の残高を含む",
      },
    },
    "daily-totals": {
      csv: {
        content: "日別合計",
        helpText: "営業日と通貨ごとに1行",
      },
    },
    staff: {
      csv: {
        content: "スタッフ",
        helpText: "スタッフと通貨ごとに1行",
      },
    },
    exceptions: {
      csv: {
        content: "例外",
        helpText: "例外ごとに1行。その根拠を含む",
      },
    },
    "journal-quickbooks": {
      csv: {
        content: "QuickBooks仕訳",
        helpText: "QuickBooks Onlineに取り込む仕訳",
      },
    },
    "journal-xero": {
      csv: {
        content: "Xero仕訳",
        helpText: "Xeroに取り込む手動仕訳",
      },
    },
  },
};
