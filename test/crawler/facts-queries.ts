/** The query by which the centre reads the facts. */
export const factsQuery = /* GraphQL */ `
  query Facts($number: String!) {
    application(number: $number) {
      id
      number
      type
      topic {
        id
      }
      subject
      text
      stage
      filedAt
      closedAt
      targetDate
      statutoryDate
      overdue
      remainingBusinessDays
      responsibleUnit {
        id
      }
      responsibleUnits {
        id
      }
      referrals {
        id
        unit {
          id
        }
        fileNumber
        state
        referredAt
        closedAt
        forwardedFrom {
          id
        }
        question {
          text
          askedAt
        }
        overdue
        assignee
        draft {
          id
          kind
          outcome
          text
          draftedBy
          draftedAt
          rejectionReason
        }
        raisedTo {
          id
        }
        replies {
          ...OfReply
        }
      }
      replies {
        ...OfReply
      }
      timeline {
        id
        at
        event
        actor
        unit {
          id
        }
        note
        automaticReason
        rating {
          score
          solved
          ratedAt
        }
        attachment {
          id
        }
        officer
        correction {
          before {
            ...Described
          }
          after {
            ...Described
          }
        }
      }
      applicant {
        id
      }
      identityHidden
      province {
        code
      }
      district {
        code
      }
      meantUnit {
        id
      }
      aboutHeadOfUnit
      answerChannel
      supplements {
        id
        at
        text
      }
      attachments {
        id
        name
        contentType
        bytes
        withheld
        withheldReason
        warnings
      }
      redaction {
        subject
        text
        supplements
        appeals
        attachmentsWithheld
      }
      claimedBy
      rating {
        score
        solved
        ratedAt
      }
      earlierAnswers {
        answeredAt
        targetDate
        statutoryDate
        overdue
        rating {
          score
          solved
          ratedAt
        }
        appeal {
          id
        }
      }
      appeals {
        id
        referral {
          id
        }
        kind
        state
        unit {
          id
        }
        text
        appealedAt
        targetDate
        overdue
        remainingBusinessDays
        decisionText
        decidedAt
      }
      appealableAnswers {
        referral {
          id
        }
        kind
        until
      }
      refusalReason
      version
    }
  }
  fragment Described on Classification {
    type
    topic {
      id
    }
    province {
      code
    }
    district {
      code
    }
  }
  fragment OfReply on Reply {
    id
    kind
    outcome
    text
    repliedAt
    unit {
      id
    }
  }
`;

/** The query by which the centre reads all changes, a page after the other. */
export const eventsQuery = /* GraphQL */ `
  query Events($after: String) {
    applicationEvents(after: $after, first: 100) {
      nodes {
        cursor
        kind
        at
        application {
          number
        }
        referral {
          id
          unit {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
