export default {
  alerts: {
    title: "アラート",
    what: "現金が合わないときにShopify Flowのワークフローを開始します。Slackへのメッセージ、メール、タスクなどです。Till Ledgerは起きたことを伝え、誰に知らせるかはワークフローで決まります。",
    isOn: "Shopify Flowに知らせる",
    isOnHelp:
      "保存した時点から、それ以降に起きたことが対象です。ワークフローの開始には「Cash discrepancy found」または「Cash exception found」を使ってください。",
    kinds: "知らせる内容",
    amounts: "アラートの対象とする金額",
    leastAmount: "最低金額（{{currency}}）",
    leastAmountHelp: "空欄の場合：重大度の条件を満たすものすべて",
    locations: "ロケーション",
    allLocations: "すべてのロケーションがアラートの対象です。",
    addLocation: "対象のロケーションを限定",
    chooseLocation: "ロケーションを選択…",
  },
  alertKind: {
    discrepancy: {
      label: "過剰または不足で終わったセッション",
      help: "許容範囲外のもの。後からShopifyの修正でそうなったものも含みます。",
    },
    stale_open: {
      label: "開いたままのセッション",
      help: "「営業日と週」で設定した時間を超えたもの。",
    },
    carry_over_gap: {
      label: "セッション間の現金の紛失または発見",
      help: "締めから次の開始までの間に、ドロワーの残高が許容範囲を超えて変わった場合。",
    },
  },
  alertSeverity: {
    warning: {
      label: "許容範囲外のすべて",
      help: "重大度がwarningとcriticalのもの",
    },
    critical: {
      label: "詳しい確認が必要なもののみ",
      help: "重大度がcriticalのもの：過不足が「詳しく確認する基準」の金額以上",
    },
  },
  alertSeverityInLine: {
    warning: "許容範囲外のすべて",
    critical: "詳しい確認が必要なもののみ",
  },
  alertState: {
    title: "アラートの状況",
    lastSent: "最終送信{{when}}、対象：",
    neverSent: "まだ送信されていません。",
    session: "セッション{{id}}",
    waiting_other: "{{count, number}}件のアラートが送信待ちです。",
    missedTitle_other: "直近7日間のアラート{{count, number}}件が届いていない可能性があります",
    missedWhat:
      "これらについてはワークフローが実行されていない可能性があります。セッション自体は通常どおり一覧にあります。",
    missedLine: "{{kind}}、{{when}}：",
  },
  alertTrouble: {
    unknownTrigger:
      "Shopify Flowがトリガーを認識していません。このバージョンのTill LedgerはFlow拡張機能なしでインストールされています。アプリの運営者にデプロイを依頼してください。1日以内のアラートは、その後自動的に送信されます。",
    refusedPayload:
      "Shopify FlowがTill Ledgerの送信内容を受け付けませんでした。こちらの誤りですので、サポートにお知らせください。このアラートは再送されません。",
    noAnswer:
      "送信後に接続が切れたため、届いたかどうかわかりません。ワークフローが二重に実行されないよう、再送はしません。セッションを直接ご確認ください。",
    noAccess: "Shopifyがこのストアへのアプリのアクセスを取り消しました。ストアでアプリを開くと更新されます。",
    storeClosed: "ストアが凍結またはロックされています。1日以内のアラートは、ストアが再開すると送信されます。",
    unreachable: "Shopifyに接続できませんでした。1日の間、自動的に再試行します。",
    givenUp: "1日の間、送信できませんでした。それより古いアラートは送信されません。",
  },
  onOff: {
    on: "オン",
    off: "オフ",
  },
};
